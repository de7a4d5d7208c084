using System.Data.Common;
using Dapper;

namespace ArchSpec.Tool.Runs;

/// <summary>The statements that SQLite and MySQL understand alike.</summary>
internal static class RunTables
{
    private const string InsertLog = """
        INSERT INTO training_logs (model_name, epoch, start_time, end_time, train_accuracy, val_accuracy, train_loss, val_loss)
        VALUES (@ModelName, @Epoch, @StartTime, @EndTime, @TrainAccuracy, @ValAccuracy, @TrainLoss, @ValLoss)
        """;

    // The timestamp is when the epoch ended, not when its row could at last be sent.
    private const string InsertResult = """
        INSERT INTO {0} (model_name, epoch, accuracy, loss, val_accuracy, val_loss, timestamp)
        VALUES (@ModelName, @Epoch, @TrainAccuracy, @TrainLoss, @ValAccuracy, @ValLoss, @EndTime)
        """;

    private const string InsertEpoch = """
        INSERT INTO archspec_epochs (run_id, epoch, training_log_id, result_id, learning_rate, images_per_second)
        VALUES (@RunId, @Epoch, @TrainingLogId, @ResultId, @LearningRate, @ImagesPerSecond)
        """;

    private const string UpdateEpoch = """
        UPDATE training_logs SET start_time = @StartTime, end_time = @EndTime, train_accuracy = @TrainAccuracy,
            val_accuracy = @ValAccuracy, train_loss = @TrainLoss, val_loss = @ValLoss
        WHERE id = @TrainingLogId;
        UPDATE {0} SET accuracy = @TrainAccuracy, loss = @TrainLoss, val_accuracy = @ValAccuracy,
            val_loss = @ValLoss, timestamp = @EndTime
        WHERE id = @ResultId;
        UPDATE archspec_epochs SET learning_rate = @LearningRate, images_per_second = @ImagesPerSecond
        WHERE run_id = @RunId AND epoch = @Epoch
        """;

    private const string SelectEpochs = """
        SELECT e.run_id, l.model_name, e.epoch, l.start_time, l.end_time, l.train_accuracy, l.val_accuracy, l.train_loss,
            l.val_loss, e.learning_rate, e.images_per_second
        FROM archspec_epochs e JOIN training_logs l ON l.id = e.training_log_id
        WHERE e.run_id = @runId
        """;

    // For the rows of this class; a query elsewhere may run before it is touched, and names its columns itself.
    static RunTables() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    /// <summary>
    /// Writes a run and epochs of it. An epoch that was written before is found by its primary key (run, epoch) and replaced,
    /// so nothing is there twice: neither after a lost acknowledgement nor where a resumed run trains an epoch again.
    /// </summary>
    /// <param name="transaction">All or nothing.</param>
    /// <param name="lastId">The dialect's function for the identity that was given last.</param>
    /// <param name="columns">What <c>archspec_runs</c> has.</param>
    /// <param name="run">The run; an older copy than the stored one changes nothing.</param>
    /// <param name="epochs">In their order.</param>
    public static void Write(
        DbTransaction transaction, string lastId, RunColumns columns, RunRow run, IEnumerable<EpochRow> epochs)
    {
        var connection = transaction.Connection!;
        var known = Find(connection, run.RunId, transaction) is not null;
        connection.Execute(known ? columns.Update : columns.Insert, run, transaction);
        var table = LogTable.Of(run);
        foreach (var epoch in epochs)
        {
            WriteEpoch(transaction, lastId, table, epoch);
        }
    }

    /// <summary>All runs, newest first.</summary>
    public static IReadOnlyList<RunRow> Runs(DbConnection connection) =>
        [.. connection.Query<RunRow>("SELECT * FROM archspec_runs ORDER BY start_time DESC, run_id")];

    /// <summary>One run, or null.</summary>
    public static RunRow? Find(DbConnection connection, string runId, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefault<RunRow>("SELECT * FROM archspec_runs WHERE run_id = @runId", new { runId }, transaction);

    /// <summary>Some epochs of a run, in order.</summary>
    public static IReadOnlyList<EpochRow> Epochs(DbConnection connection, string runId, IReadOnlyCollection<int> epochs) =>
        epochs.Count == 0
            ? []
            : [.. connection.Query<EpochRow>(SelectEpochs + " AND e.epoch IN @epochs ORDER BY e.epoch", new { runId, epochs })];

    /// <summary>All epochs of a run, in order.</summary>
    public static IReadOnlyList<EpochRow> Epochs(DbConnection connection, string runId) =>
        [.. connection.Query<EpochRow>(SelectEpochs + " ORDER BY e.epoch", new { runId })];

    private static void WriteEpoch(DbTransaction transaction, string lastId, LogTable table, EpochRow epoch)
    {
        var connection = transaction.Connection!;
        var values = new DynamicParameters(epoch);
        var link = connection.QuerySingleOrDefault<EpochLink>(
            "SELECT training_log_id, result_id FROM archspec_epochs WHERE run_id = @RunId AND epoch = @Epoch",
            epoch,
            transaction);
        var logId = link?.TrainingLogId
            ?? connection.ExecuteScalar<long>($"{InsertLog}; SELECT {lastId}", epoch, transaction);
        var resultId = link?.ResultId
            ?? connection.ExecuteScalar<long>($"{table.In(InsertResult)}; SELECT {lastId}", epoch, transaction);
        values.Add("TrainingLogId", logId);
        values.Add("ResultId", resultId);
        connection.Execute(link is null ? InsertEpoch : table.In(UpdateEpoch), values, transaction);
    }

    private sealed record EpochLink
    {
        public long TrainingLogId { get; init; }

        public long ResultId { get; init; }
    }
}
