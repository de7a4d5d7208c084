using System.Data.Common;

namespace ArchSpec.Tool.Doctor;

/// <summary>Reads how the database is configured, without opening it.</summary>
public sealed class ConfiguredDatabase : IDatabaseProbe
{
    private const string Variable = "ARCHSPEC_DB";
    private const string NotOpened = "configured; not opened";

    /// <inheritdoc/>
    public DatabaseReport Probe() => Describe(Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory);

    /// <summary>The same for a value of <c>ARCHSPEC_DB</c> and a working folder.</summary>
    public static DatabaseReport Describe(string? value, string workingFolder)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            var file = Path.Combine(workingFolder, "archspec.db");
            return new(CheckState.Ok, false, "SQLite", null, file, null, $"{Variable} is not set");
        }

        try
        {
            return value.Contains("://", StringComparison.Ordinal) ? FromUrl(new Uri(value)) : FromPairs(value);
        }
        catch (Exception e) when (e is UriFormatException or ArgumentException)
        {
            // Not the exception's own message: it may quote the value, and with it the password.
            return new(CheckState.Failed, true, "MySQL", null, null, null, $"{Variable} is not a connection string");
        }
    }

    private static DatabaseReport FromUrl(Uri url) => MySql(
        url.IsDefaultPort || url.Port < 0 ? url.Host : $"{url.Host}:{url.Port}",
        Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')),
        Uri.UnescapeDataString(url.UserInfo.Split(':')[0]));

    private static DatabaseReport FromPairs(string value)
    {
        var pairs = new DbConnectionStringBuilder { ConnectionString = value };
        return MySql(
            First(pairs, "Server", "Host", "Data Source", "DataSource", "Address"),
            First(pairs, "Database", "Initial Catalog"),
            First(pairs, "User ID", "UserID", "Username", "Uid", "User Name", "User"));
    }

    private static DatabaseReport MySql(string? server, string? database, string? user) =>
        string.IsNullOrEmpty(server)
            ? new(CheckState.Failed, true, "MySQL", null, database, user, $"{Variable} names no server")
            : new(CheckState.Ok, true, "MySQL", server, database, user, NotOpened);

    private static string? First(DbConnectionStringBuilder pairs, params string[] names) =>
        names.Where(pairs.ContainsKey).Select(name => pairs[name]?.ToString()).FirstOrDefault();
}
