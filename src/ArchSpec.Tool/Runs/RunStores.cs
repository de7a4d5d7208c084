namespace ArchSpec.Tool.Runs;

/// <summary>Chooses the store that a person has configured.</summary>
public static class RunStores
{
    /// <summary>The environment variable that names a MySQL database.</summary>
    public const string Variable = "ARCHSPEC_DB";

    /// <summary>The SQLite file in the working folder that is used without one.</summary>
    public const string DefaultFile = "archspec.db";

    /// <summary>The store that <c>ARCHSPEC_DB</c> names, or SQLite in the working folder.</summary>
    /// <exception cref="RunStoreException">The variable holds no connection string.</exception>
    public static IRunStore FromEnvironment() =>
        Choose(Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory);

    /// <summary>The store for a value of the variable and a working folder. Opens nothing yet.</summary>
    /// <exception cref="RunStoreException">The value is no connection string.</exception>
    public static IRunStore Choose(string? connection, string workingFolder) =>
        string.IsNullOrWhiteSpace(connection)
            ? new SqliteRunStore(Path.Combine(workingFolder, DefaultFile))
            : new MySqlRunStore(MySqlSettings.Parse(connection.Trim()));
}
