using System.Data.Common;
using MySqlConnector;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// How to reach a MySQL database, read from <c>ARCHSPEC_DB</c>. No error here repeats any part of the value but the names of
/// options: a badly quoted password spills into everything around it.
/// </summary>
public sealed class MySqlSettings
{
    private const uint DefaultConnectSeconds = 5;
    private const uint DefaultCommandSeconds = 10;

    private MySqlSettings(MySqlConnectionStringBuilder builder)
    {
        Check(builder);
        if (!builder.ContainsKey("SslMode") && builder.SslCa.Length > 0)
        {
            // Without a mode MySqlConnector would encrypt and trust anyone; who names a CA wants it checked.
            builder.SslMode = MySqlSslMode.VerifyCA;
        }

        builder.ConnectionTimeout = builder.ContainsKey("ConnectionTimeout") ? builder.ConnectionTimeout : DefaultConnectSeconds;
        builder.DefaultCommandTimeout =
            builder.ContainsKey("DefaultCommandTimeout") ? builder.DefaultCommandTimeout : DefaultCommandSeconds;
        // A connection for each send: none is left open over an epoch of hours for a firewall to drop without a word.
        builder.Pooling = false;
        Builder = builder;
        Description = Describe(builder);
    }

    /// <summary>The database, without the password.</summary>
    public DatabaseDescription Description { get; }

    private MySqlConnectionStringBuilder Builder { get; }

    /// <summary>Reads a connection string of MySqlConnector or a <c>mysql://</c> URL.</summary>
    /// <exception cref="RunStoreException">It is neither.</exception>
    public static MySqlSettings Parse(string value) =>
        new(MySqlUrl.IsUrl(value) ? MySqlUrl.Parse(value) : ParsePairs(value));

    /// <summary>The connection string, with the password, for the client alone.</summary>
    internal string ConnectionString(TimeSpan? timeout = null)
    {
        if (timeout is not { } limit)
        {
            return Builder.ConnectionString;
        }

        var seconds = (uint)Math.Max(1, Math.Ceiling(limit.TotalSeconds));
        return new MySqlConnectionStringBuilder(Builder.ConnectionString)
        {
            ConnectionTimeout = seconds,
            DefaultCommandTimeout = seconds,
        }.ConnectionString;
    }

    /// <summary>A text of the server's or the client's, without the password wherever it stands in it.</summary>
    public string WithoutPassword(string text) =>
        Builder.Password.Length == 0 ? text : text.Replace(Builder.Password, "***", StringComparison.Ordinal);

    /// <summary>Sets an option; the error names the option only.</summary>
    internal static void Set(MySqlConnectionStringBuilder builder, string option, object value)
    {
        try
        {
            builder[option] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException
                                      or OverflowException or InvalidOperationException)
        {
            throw Bad($"the value of its option '{option}' is not valid");
        }
    }

    /// <summary>The error of a value that cannot be used, without its cause: the client's own message quotes the value.</summary>
    internal static RunStoreException Bad(string reason) => new(
        $"{RunStores.Variable} holds no usable MySQL connection string: {reason}. Give "
        + "Server=HOST;Database=NAME;User ID=USER;Password=SECRET or mysql://USER:SECRET@HOST/NAME");

    private static MySqlConnectionStringBuilder ParsePairs(string value)
    {
        var pairs = new DbConnectionStringBuilder();
        try
        {
            pairs.ConnectionString = value;
        }
        catch (ArgumentException)
        {
            throw Bad("it is not a list of OPTION=VALUE; (a value that holds ; = or quotes goes in double quotes)");
        }

        var builder = new MySqlConnectionStringBuilder();
        foreach (string option in pairs.Keys)
        {
            Set(builder, KnownOption(option), pairs[option]);
        }

        return builder;
    }

    private static string KnownOption(string option)
    {
        try
        {
            _ = new MySqlConnectionStringBuilder()[option];
            return option;
        }
        catch (ArgumentException)
        {
            // Not named: it may be the part of a password after a semicolon.
            throw Bad("it has an option that MySQL does not know (a password that holds ; goes in double quotes)");
        }
    }

    private static void Check(MySqlConnectionStringBuilder builder)
    {
        if (builder.Server.Length == 0)
        {
            throw Bad("it names no server");
        }

        if (builder.Database.Length == 0)
        {
            throw Bad("it names no database");
        }

        if (builder.SslCa.Length > 0 && !File.Exists(builder.SslCa))
        {
            throw Bad("the CA file that it names does not exist");
        }
    }

    private static DatabaseDescription Describe(MySqlConnectionStringBuilder builder)
    {
        var port = builder.ConnectionProtocol == MySqlConnectionProtocol.Sockets ? $":{builder.Port}" : "";
        var ca = builder.SslCa.Length > 0 ? $" ({Path.GetFileName(builder.SslCa)})" : "";
        return new("MySQL", builder.Server + port, builder.Database, builder.UserID, builder.SslMode + ca);
    }
}
