using Dapper;
using MySqlConnector;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// Brings the tables of a MySQL database to the version that this tool writes. Its server commits each such change at once, so
/// every one is made only where it is missing, and one process at a time makes them.
/// </summary>
internal static class MySqlUpgrade
{
    private const int LockSeconds = 5;
    private const string LockName = "CONCAT('archspec:', MD5(DATABASE()))";

    private const string Columns = """
        SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()
        """;

    /// <summary>Makes what a run needs, as far as this account may, and says what is there then.</summary>
    /// <exception cref="RunStoreException">It may not and the run cannot do without, or the database is newer than this tool.</exception>
    public static TableLayout Apply(MySqlConnection connection, LogTable table)
    {
        var layout = Layout(connection);
        if (Missing(layout, table).Count == 0 && Version(connection, layout) == SchemaStep.Latest)
        {
            return layout;
        }

        try
        {
            return Change(connection, table);
        }
        catch (MySqlException exception) when (IsDenied(exception))
        {
            // Others may have been let in between, or half of it was allowed.
            layout = Layout(connection);
            return Suffices(layout, table) ? layout : throw Denied(connection, Missing(layout, table), exception);
        }
    }

    /// <summary>The tables that are there.</summary>
    /// <exception cref="RunStoreException">The database is newer than this tool.</exception>
    public static TableLayout Layout(MySqlConnection connection)
    {
        var ignoresCase = connection.ExecuteScalar<int>("SELECT @@lower_case_table_names") != 0;
        var layout = TableLayout.Read(
            connection, Columns, ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        return Version(connection, layout) is > SchemaStep.Latest and var version
            ? throw SchemaStep.Newer($"MySQL database {connection.Database}", version)
            : layout;
    }

    /// <summary>What a database lacks for the runs of a table, in the order of its making.</summary>
    public static IReadOnlyList<SchemaChange> Missing(TableLayout layout, LogTable table) =>
        [.. MySqlSchema.Steps.SelectMany(step => step.Changes).Append(MySqlSchema.Plain(table)).Where(change => !layout.Has(change))];

    private static TableLayout Change(MySqlConnection connection, LogTable table)
    {
        if (connection.ExecuteScalar<int?>($"SELECT GET_LOCK({LockName}, {LockSeconds})") != 1)
        {
            throw new RunStoreException($"another process has been changing the tables for {LockSeconds} s");
        }

        foreach (var change in Missing(Layout(connection), table))
        {
            connection.Execute(change.Statement);
        }

        connection.Execute($"INSERT IGNORE INTO {MySqlSchema.VersionTable} (version) VALUES (@Version)", MySqlSchema.Steps);
        // Where it does not come to this, the end of the connection gives the lock back.
        connection.Execute($"DO RELEASE_LOCK({LockName})");
        return Layout(connection);
    }

    private static long Version(MySqlConnection connection, TableLayout layout) => layout.Has(MySqlSchema.VersionTable)
        ? connection.ExecuteScalar<long>($"SELECT COALESCE(MAX(version), 0) FROM {MySqlSchema.VersionTable}")
        : 0;

    // The first version's tables are enough for a run that belongs to no other table than theirs.
    private static bool Suffices(TableLayout layout, LogTable table) =>
        MySqlSchema.Steps[0].Changes.Append(MySqlSchema.Plain(table)).All(layout.Has)
        && (table == LogTable.Default || layout.Has("archspec_runs", "log_table"));

    private static bool IsDenied(MySqlException exception) => exception.ErrorCode
        is MySqlErrorCode.TableAccessDenied or MySqlErrorCode.DatabaseAccessDenied or MySqlErrorCode.ColumnAccessDenied;

    private static RunStoreException Denied(MySqlConnection connection, IEnumerable<SchemaChange> missing, Exception cause)
    {
        var statements = missing.Select(change => string.Join(' ', change.Statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return new($"MySQL database {connection.Database}: this account may not change its tables. "
            + $"Have somebody who may run: {string.Join("; ", statements)};", cause)
        {
            Unreachable = true,
        };
    }
}
