using System.Data.Common;
using Dapper;

namespace ArchSpec.Tool.Runs;

/// <summary>Removes a run from the tables, and keeps in mind that it did: copies of the run's folder may be about.</summary>
internal static class RunRemoval
{
    private const int Chunk = 500;

    private const string SharedLogs = """
        SELECT training_log_id FROM archspec_epochs WHERE run_id <> @RunId AND training_log_id IN @ids
        """;

    private const string SharedResults = """
        SELECT e.result_id FROM archspec_epochs e JOIN archspec_runs r ON r.run_id = e.run_id
        WHERE e.run_id <> @RunId AND e.result_id IN @ids AND LOWER(COALESCE(r.log_table, @default)) = LOWER(@Name)
        """;

    /// <summary>True where the run was removed after this copy of it was made; one that trained on since is another matter.</summary>
    /// <param name="transaction">Sees no removal begin until it ends.</param>
    /// <param name="run">The copy.</param>
    /// <param name="lockRow">What the dialect needs for that at the end of a query.</param>
    public static bool IsRemoved(DbTransaction transaction, RunRow run, string lockRow) => transaction.Connection!.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM archspec_removed WHERE run_id = @RunId AND removed >= @Updated" + lockRow, run, transaction) > 0;

    /// <summary>Notes that a run is removed, so that an older copy of it is not written again.</summary>
    public static void Note(DbTransaction transaction, RunRow run)
    {
        // Not before the run's last change, whatever this machine's clock says.
        var removed = run.Updated > UtcTime.Now ? run.Updated : UtcTime.Now;
        var connection = transaction.Connection!;
        connection.Execute("DELETE FROM archspec_removed WHERE run_id = @RunId", run, transaction);
        connection.Execute(
            "INSERT INTO archspec_removed (run_id, removed) VALUES (@RunId, @removed)", new { run.RunId, removed }, transaction);
    }

    /// <summary>
    /// Removes the rows of a run and none else: a row whose number was given to another run, after someone deleted rows by
    /// hand, stays.
    /// </summary>
    /// <returns>How many epochs the run had.</returns>
    public static int Remove(DbTransaction transaction, TableLayout layout, RunRow run)
    {
        var epochs = RemoveAfter(transaction, layout, run, epoch: 0);
        transaction.Connection!.Execute("DELETE FROM archspec_runs WHERE run_id = @RunId", run, transaction);
        return epochs;
    }

    /// <summary>
    /// Removes the epochs of a run that has ended which follow its last one: they are of an attempt that was given up, before a
    /// resumption from an older checkpoint or a new beginning.
    /// </summary>
    public static void RemoveGivenUp(DbTransaction transaction, TableLayout layout, RunRow run)
    {
        // An older copy of a run that went on knows nothing of its later epochs.
        var stored = RunTables.Find(transaction.Connection!, run.RunId, transaction);
        if (run.EndTime is not null && stored?.Updated == run.Updated)
        {
            RemoveAfter(transaction, layout, run, run.Epochs);
        }
    }

    private static int RemoveAfter(DbTransaction transaction, TableLayout layout, RunRow run, int epoch)
    {
        var connection = transaction.Connection!;
        var links = connection.Query<EpochLink>(
            "SELECT epoch, training_log_id, result_id FROM archspec_epochs WHERE run_id = @RunId AND epoch > @epoch",
            new { run.RunId, epoch },
            transaction).ToList();
        foreach (var some in links.Chunk(Chunk))
        {
            RemovePlain(transaction, layout, run, some);
        }

        if (links.Count > 0)
        {
            connection.Execute(
                "DELETE FROM archspec_epochs WHERE run_id = @RunId AND epoch > @epoch", new { run.RunId, epoch }, transaction);
        }

        return links.Count;
    }

    private static void RemovePlain(DbTransaction transaction, TableLayout layout, RunRow run, EpochLink[] links)
    {
        var table = LogTable.Of(run);
        Delete(transaction, run, "training_logs", links, link => link.TrainingLogId, SharedLogs, table);
        if (layout.Has(table.Name))
        {
            var shared = layout.Has("archspec_runs", "log_table")
                ? SharedResults
                : SharedLogs.Replace("training_log_id", "result_id", StringComparison.Ordinal);
            Delete(transaction, run, table.In("{0}"), links, link => link.ResultId, shared, table);
        }
    }

    private static void Delete(
        DbTransaction transaction, RunRow run, string from, EpochLink[] links, Func<EpochLink, long> id, string shared, LogTable table)
    {
        var connection = transaction.Connection!;
        var ofOthers = connection.Query<long>(
            shared, new { run.RunId, ids = links.Select(id), @default = LogTable.DefaultName, table.Name }, transaction).ToHashSet();
        connection.Execute(
            $"DELETE FROM {from} WHERE id = @Id AND epoch = @Epoch AND model_name = @ModelName",
            links.Where(link => !ofOthers.Contains(id(link))).Select(link => new { Id = id(link), link.Epoch, run.ModelName }),
            transaction);
    }

    private sealed record EpochLink
    {
        public int Epoch { get; init; }

        public long TrainingLogId { get; init; }

        public long ResultId { get; init; }
    }
}
