using MySqlConnector;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// The URL form of a connection: <c>mysql://USER:SECRET@HOST:PORT/DATABASE?ssl-mode=VERIFY_CA&amp;ssl-ca=ca.pem</c>, with the
/// option names of the <c>mysql</c> client. Characters that mean something in a URL are percent-encoded in it.
/// </summary>
internal static class MySqlUrl
{
    private static readonly Dictionary<string, string> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ssl-mode"] = "SslMode",
        ["ssl-ca"] = "SslCa",
        ["ssl-cert"] = "SslCert",
        ["ssl-key"] = "SslKey",
        ["connect-timeout"] = "ConnectionTimeout",
    };

    private static readonly Dictionary<string, MySqlSslMode> SslModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disabled"] = MySqlSslMode.Disabled,
        ["preferred"] = MySqlSslMode.Preferred,
        ["required"] = MySqlSslMode.Required,
        ["verify_ca"] = MySqlSslMode.VerifyCA,
        ["verify_identity"] = MySqlSslMode.VerifyFull,
    };

    /// <summary>True for <c>mysql://</c> and <c>mariadb://</c>.</summary>
    public static bool IsUrl(string value) =>
        value.StartsWith("mysql://", StringComparison.OrdinalIgnoreCase)
        || value.StartsWith("mariadb://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same as options of MySqlConnector.</summary>
    public static MySqlConnectionStringBuilder Parse(string value)
    {
        var url = Split(value);
        var name = url.UserInfo.Split(':', 2);
        var builder = new MySqlConnectionStringBuilder
        {
            Server = url.IdnHost.Trim('[', ']'),
            Port = url.Port > 0 ? (uint)url.Port : 3306,
            Database = Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
            UserID = Uri.UnescapeDataString(name[0]),
            Password = name.Length > 1 ? Uri.UnescapeDataString(name[1]) : "",
        };
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            AddOption(builder, pair.Split('=', 2));
        }

        return builder;
    }

    // A raw / ? # or @ in a password moves everything behind it to another part of the URL: the host would be the user, and
    // messages about the host would show the rest. So a URL with such a sign where it cannot be is refused as a whole.
    private static Uri Split(string value)
    {
        var afterScheme = value[(value.IndexOf("//", StringComparison.Ordinal) + 2)..];
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url)
            || afterScheme.Count(c => c == '@') != 1
            || url.UserInfo.Length == 0
            || url.Fragment.Length > 0
            || url.AbsolutePath.LastIndexOf('/') > 0)
        {
            throw MySqlSettings.Bad(
                "it is no URL of the form mysql://USER:SECRET@HOST:PORT/DATABASE "
                + "(percent-encode the signs / ? # @ : in a password)");
        }

        return url;
    }

    private static void AddOption(MySqlConnectionStringBuilder builder, string[] pair)
    {
        var key = Uri.UnescapeDataString(pair[0]).Replace('_', '-');
        if (pair.Length < 2 || !Options.TryGetValue(key, out var option))
        {
            throw MySqlSettings.Bad($"its URL may have the options {string.Join(", ", Options.Keys)} and no other");
        }

        var text = Uri.UnescapeDataString(pair[1]);
        object value = option == "SslMode" && SslModes.TryGetValue(text.Replace('-', '_'), out var mode) ? mode : text;
        MySqlSettings.Set(builder, option, value);
    }
}
