using Dapper;
using Microsoft.Data.Sqlite;

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
    public bool Write(RunRow run, IReadOnlyList<EpochRow> epochs) => Guard(() =>
    {
        using var connection = SqliteFile.Open(path, create: true);
        using var transaction = connection.BeginTransaction();
        SqliteUpgrade.Apply(transaction);
        if (RunRemoval.IsRemoved(transaction, run, lockRow: ""))
        {
            return false;
        }

        connection.Execute(SqliteSchema.Plain(LogTable.Of(run)).Statement, transaction: transaction);
        RunTables.Write(transaction, SqliteFile.LastId, RunColumns.All, run, epochs);
        RunRemoval.RemoveGivenUp(transaction, SqliteUpgrade.Layout(connection, transaction), run);
        transaction.Commit();
        return true;
    });

    /// <inheritdoc/>
    public IReadOnlyList<RunRow> Runs() => Guard<IReadOnlyList<RunRow>>(() =>
    {
        using var connection = OpenToRead();
        return connection is not null && SqliteUpgrade.Layout(connection).Has("archspec_runs") ? RunTables.Runs(connection) : [];
    });

    /// <inheritdoc/>
    public IReadOnlyList<EpochRow> Epochs(string runId) => Guard<IReadOnlyList<EpochRow>>(() =>
    {
        using var connection = OpenToRead();
        return connection is not null && SqliteUpgrade.Layout(connection).Has("archspec_epochs")
            ? RunTables.Epochs(connection, runId)
            : [];
    });

    /// <inheritdoc/>
    public int Remove(RunRow run) => Guard(() =>
    {
        if (!File.Exists(path))
        {
            return 0;
        }

        using var connection = SqliteFile.Open(path, create: false);
        using var transaction = connection.BeginTransaction();
        SqliteUpgrade.Apply(transaction);
        RunRemoval.Note(transaction, run);
        var epochs = RunRemoval.Remove(transaction, SqliteUpgrade.Layout(connection, transaction), run);
        transaction.Commit();
        return epochs;
    });

    private SqliteConnection? OpenToRead() => File.Exists(path) ? SqliteFile.OpenToRead(path) : null;

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
