using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Runs;

/// <summary>Brings the tables of an SQLite file to the version that this tool writes. All of it or nothing: a transaction.</summary>
internal static class SqliteUpgrade
{
    private const string Columns = """
        SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type IN ('table', 'view')
        """;

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="RunStoreException">The file is newer than this tool.</exception>
    public static void Apply(SqliteTransaction transaction)
    {
        var connection = transaction.Connection!;
        var layout = Layout(connection, transaction);
        foreach (var change in SqliteSchema.Steps.SelectMany(step => step.Changes).Where(change => !layout.Has(change)))
        {
            connection.Execute(change.Statement, transaction: transaction);
        }

        connection.Execute($"PRAGMA user_version = {SchemaStep.Latest}", transaction: transaction);
    }

    /// <summary>The tables that are there.</summary>
    /// <exception cref="RunStoreException">The file is newer than this tool.</exception>
    public static TableLayout Layout(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        Version(connection, transaction);
        return TableLayout.Read(connection, Columns, StringComparer.OrdinalIgnoreCase, transaction);
    }

    // Files from before there were versions have 0, as a new one has: their tables tell them apart, and need no number.
    private static long Version(SqliteConnection connection, SqliteTransaction? transaction)
    {
        var version = connection.ExecuteScalar<long>("PRAGMA user_version", transaction: transaction);
        return version > SchemaStep.Latest ? throw SchemaStep.Newer($"SQLite file {connection.DataSource}", version) : version;
    }
}
