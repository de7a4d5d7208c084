using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MySqlConnector;

namespace ArchSpec.Tool.Runs;

/// <summary>Says in one line, without the password, why a MySQL server could not be used.</summary>
internal static class MySqlFailure
{
    /// <summary>True for what the client throws where a server cannot be used.</summary>
    public static bool Is(Exception exception) =>
        exception is MySqlException or SocketException or IOException or AuthenticationException or CryptographicException
            or TimeoutException or InvalidOperationException or NotSupportedException or ArgumentException;

    /// <summary>The error for a person.</summary>
    public static RunStoreException Explain(MySqlSettings settings, Exception exception) =>
        new($"{settings.Description}: {Reason(settings, exception)}", exception)
        {
            Unreachable = exception is not MySqlException { ErrorCode: var code } || IsOfConnection(code),
        };

    private static bool IsOfConnection(MySqlErrorCode code) => code is MySqlErrorCode.None
        or MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied
        or MySqlErrorCode.UnknownDatabase or MySqlErrorCode.CommandTimeoutExpired or MySqlErrorCode.HostIsBlocked
        or MySqlErrorCode.ServerShutdown or MySqlErrorCode.ConnectionCountError or MySqlErrorCode.TableAccessDenied;

    private static string Reason(MySqlSettings settings, Exception exception)
    {
        var code = (exception as MySqlException)?.ErrorCode;
        if (Causes(exception).OfType<AuthenticationException>().Any())
        {
            return "the server's TLS certificate is not trusted: it is not signed by the CA that was given, or not for this host";
        }

        return code switch
        {
            MySqlErrorCode.AccessDenied => "access denied; check the user name and the password",
            MySqlErrorCode.DatabaseAccessDenied => "this user has no rights on the database",
            MySqlErrorCode.UnknownDatabase => "the database does not exist; create it with CREATE DATABASE",
            MySqlErrorCode.BadFieldError or MySqlErrorCode.NoSuchTable =>
                $"a table has other columns than ArchSpec writes ({Text(settings, exception)})",
            _ => Text(settings, exception),
        };
    }

    private static string Text(MySqlSettings settings, Exception exception)
    {
        // The innermost text is the one that says something: "connection refused" below "unable to connect".
        var texts = Causes(exception).Select(e => e.Message.TrimEnd('.')).Distinct();
        return settings.WithoutPassword(string.Join(": ", texts).ReplaceLineEndings(" "));
    }

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
