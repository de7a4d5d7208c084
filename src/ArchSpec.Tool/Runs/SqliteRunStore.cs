using Dapper;

namespace ArchSpec.Tool.Runs;

/// <summary>Runs in an SQLite file; several processes may write to it at once.</summary>
/// <param name="path">The file; it is made with the first row.</param>
public sealed class SqliteRunStore(string path) : IRunStore
{
    private readonly string path = Path.GetFullPath(path);

    /// <inheritdoc/>
    public DatabaseDescription Description => new("SQLite", null, path, null, null);

    /// <inheritdoc/>
    public string Probe(TimeSpan timeout) => Guard(() =>
    {
        if (!File.Exists(path))
        {
            return "does not exist yet; the first training run makes it";
        }

        using var connection = SqliteFile.Open(path, create: false, timeout);
        // Takes the write lock and gives it back: a file that cannot be written is found now.
        connection.Execute("BEGIN IMMEDIATE; ROLLBACK");
        SqliteUpgrade.Layout(connection);
        return $"SQLite {connection.ServerVersion}";
    });

    /// <inheritdoc/>
    public void Write(RunRow run, IReadOnlyList<EpochRow> epochs) => Guard(() =>
    {
        using var connection = SqliteFile.Open(path, create: true);
        using var transaction = connection.BeginTransaction();
        SqliteUpgrade.Apply(transaction);
        connection.Execute(SqliteSchema.Plain(LogTable.Of(run)).Statement, transaction: transaction);
        RunTables.Write(transaction, SqliteFile.LastId, RunColumns.All, run, epochs);
        transaction.Commit();
        return true;
    });

    /// <inheritdoc/>
    public IReadOnlyList<RunRow> Runs() => Guard<IReadOnlyList<RunRow>>(() =>
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var connection = SqliteFile.Open(path, create: false);
        return SqliteUpgrade.Layout(connection).Has("archspec_runs") ? RunTables.Runs(connection) : [];
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (SqliteFile.Is(exception))
        {
            throw SqliteFile.Explain(path, exception);
        }
    }
}
