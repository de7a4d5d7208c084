using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// <c>log.db</c> in the run folder: the same tables as in the stores, and the truth that they are copied from. A row that was
/// written here survives a kill and a power cut. Beside them it keeps each change in order, and how far each database has been
/// told, so that rows can be sent later and once each.
/// </summary>
public sealed class RunJournal : IDisposable
{
    /// <summary>The file's name in a run folder.</summary>
    public const string FileName = "log.db";

    private const int BatchSize = 500;
    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly string path;

    private RunJournal(string path, SqliteConnection connection)
    {
        this.path = path;
        this.connection = connection;
    }

    /// <summary>Makes the journal of a run folder, or opens the one that is there.</summary>
    /// <exception cref="RunStoreException">The file cannot be written.</exception>
    public static RunJournal Create(string folder) => Open(folder, path => SqliteFile.Open(path, create: true), BringUpToDate);

    /// <summary>Opens the journal of an earlier run, and brings its tables up to date.</summary>
    /// <exception cref="RunStoreException">There is none, or it cannot be written.</exception>
    public static RunJournal Open(string folder) => Open(folder, path => SqliteFile.Open(path, create: false), BringUpToDate);

    /// <summary>Opens the journal of an earlier run to read it: nothing in the folder is changed, and it may be read-only.</summary>
    /// <exception cref="RunStoreException">There is none, or it cannot be read.</exception>
    public static RunJournal OpenToRead(string folder) =>
        Open(folder, SqliteFile.OpenToRead, connection => SqliteUpgrade.Layout(connection));

    /// <summary>Writes a run and epochs of it, and notes that they are to be sent.</summary>
    public void Write(RunRow run, IReadOnlyList<EpochRow> epochs) => Change(transaction =>
    {
        connection.Execute(SqliteSchema.Plain(LogTable.Of(run)).Statement, transaction: transaction);
        RunTables.Write(transaction, SqliteFile.LastId, RunColumns.All, run, epochs);
        if (run.EndTime is not null)
        {
            RunRemoval.RemoveGivenUp(transaction, SqliteUpgrade.Layout(connection, transaction), run);
        }

        IEnumerable<int?> changed = epochs.Count == 0 ? [null] : epochs.Select(epoch => (int?)epoch.Epoch);
        connection.Execute(
            "INSERT INTO archspec_changes (run_id, epoch) VALUES (@RunId, @epoch)",
            changed.Select(epoch => new { run.RunId, epoch }),
            transaction);
    });

    /// <summary>Notes that a database is to have this journal's rows.</summary>
    public void SendTo(string destination) => Change(transaction => connection.Execute(
        "INSERT OR IGNORE INTO archspec_destinations (destination) VALUES (@destination)", new { destination }, transaction));

    /// <summary>True where a run of this journal was logged to that database.</summary>
    public bool IsMeantFor(string destination) => Read(() => connection.ExecuteScalar<long>(
        "SELECT COUNT(*) FROM archspec_destinations WHERE destination = @destination", new { destination })) > 0;

    /// <summary>The next rows that a database does not have, or null where it has all.</summary>
    public RunBatch? Next(string destination) => Read(() =>
    {
        var changes = connection.Query<PendingChange>("""
            SELECT change AS Number, run_id AS RunId, epoch AS Epoch FROM archspec_changes
            WHERE change > COALESCE((SELECT sent FROM archspec_destinations WHERE destination = @destination), 0)
            ORDER BY change LIMIT @BatchSize
            """, new { destination, BatchSize }).ToList();
        if (changes.Count == 0)
        {
            return null;
        }

        var ofOneRun = changes.TakeWhile(change => change.RunId == changes[0].RunId).ToList();
        var epochs = ofOneRun.Select(change => change.Epoch).OfType<int>().Distinct().ToList();
        var run = RunTables.Find(connection, changes[0].RunId)!;
        return new RunBatch(run, RunTables.Epochs(connection, run.RunId, epochs), ofOneRun[^1].Number);
    });

    /// <summary>Notes how far a database has been told.</summary>
    public void MarkSent(string destination, long lastChange) => Change(transaction => connection.Execute(
        """
        INSERT INTO archspec_destinations (destination, sent) VALUES (@destination, @lastChange)
        ON CONFLICT (destination) DO UPDATE SET sent = MAX(sent, excluded.sent)
        """, new { destination, lastChange }, transaction));

    /// <summary>How many rows (epochs, and the run's own where that changed) a database does not have.</summary>
    public int Unsent(string destination) => Read(() => connection.ExecuteScalar<int>("""
        SELECT COUNT(DISTINCT run_id || ':' || COALESCE(epoch, 0)) FROM archspec_changes
        WHERE change > COALESCE((SELECT sent FROM archspec_destinations WHERE destination = @destination), 0)
        """, new { destination }));

    /// <summary>A run of this journal, or null.</summary>
    public RunRow? Find(string runId) => Read(() => RunTables.Find(connection, runId));

    /// <summary>All epochs of a run, in order.</summary>
    public IReadOnlyList<EpochRow> Epochs(string runId) => Read(() => RunTables.Epochs(connection, runId));

    /// <summary>The databases that runs of this journal were logged to.</summary>
    public IReadOnlyList<string> Destinations() => Read<IReadOnlyList<string>>(
        () => [.. connection.Query<string>("SELECT destination FROM archspec_destinations ORDER BY destination")]);

    /// <summary>Removes a run and what is to be sent of it.</summary>
    public void Remove(RunRow run) => Change(transaction =>
    {
        RunRemoval.Remove(transaction, SqliteUpgrade.Layout(connection, transaction), run);
        connection.Execute("DELETE FROM archspec_changes WHERE run_id = @RunId", run, transaction);
    });

    /// <summary>The runs of this journal.</summary>
    public IReadOnlyList<RunRow> Runs() => Read(() => RunTables.Runs(connection));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            connection.Dispose();
        }
    }

    private static RunJournal Open(string folder, Func<string, SqliteConnection> open, Action<SqliteConnection> prepare)
    {
        var path = Path.Combine(folder, FileName);
        SqliteConnection? connection = null;
        try
        {
            connection = open(path);
            prepare(connection);
            return new RunJournal(path, connection);
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            if (SqliteFile.Is(exception))
            {
                throw SqliteFile.Explain(path, exception);
            }

            throw;
        }
    }

    private static void BringUpToDate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        SqliteUpgrade.Apply(transaction);
        connection.Execute(SqliteSchema.Outbox, transaction: transaction);
        transaction.Commit();
    }

    private void Change(Action<SqliteTransaction> work) => Read(() =>
    {
        using var transaction = connection.BeginTransaction();
        work(transaction);
        transaction.Commit();
        return true;
    });

    // One connection and one lock for the training thread and the sending one: SQLite's own waiting for another connection
    // would take longer than the write.
    private T Read<T>(Func<T> work)
    {
        lock (gate)
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

    private sealed record PendingChange
    {
        public long Number { get; init; }

        public required string RunId { get; init; }

        public int? Epoch { get; init; }
    }
}
