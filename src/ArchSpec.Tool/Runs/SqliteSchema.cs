namespace ArchSpec.Tool.Runs;

/// <summary>The tables in SQLite. Times are text, UTC, and sort as they are.</summary>
internal static class SqliteSchema
{
    /// <summary>
    /// What the journal of a run folder has beside them: every change in its order, and how far each database has them.
    /// </summary>
    public const string Outbox = """
        CREATE TABLE IF NOT EXISTS archspec_changes (
            change INTEGER PRIMARY KEY AUTOINCREMENT,
            run_id TEXT NOT NULL,
            epoch INTEGER);
        CREATE TABLE IF NOT EXISTS archspec_destinations (
            destination TEXT NOT NULL PRIMARY KEY,
            sent INTEGER NOT NULL DEFAULT 0);
        """;

    private const string TrainingLogs = """
        CREATE TABLE IF NOT EXISTS training_logs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model_name TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            start_time TEXT NOT NULL,
            end_time TEXT NOT NULL,
            train_accuracy REAL,
            val_accuracy REAL,
            train_loss REAL,
            val_loss REAL)
        """;

    private const string Runs = """
        CREATE TABLE IF NOT EXISTS archspec_runs (
            run_id TEXT NOT NULL PRIMARY KEY,
            model_name TEXT NOT NULL,
            spec TEXT NOT NULL,
            directory TEXT NOT NULL,
            command TEXT NOT NULL,
            device TEXT NOT NULL,
            seed INTEGER NOT NULL,
            parameters INTEGER NOT NULL,
            flops INTEGER NOT NULL,
            data_fingerprint TEXT NOT NULL,
            versions TEXT NOT NULL,
            start_time TEXT NOT NULL,
            end_time TEXT,
            state TEXT NOT NULL,
            failure TEXT,
            epochs INTEGER NOT NULL,
            best_epoch INTEGER,
            best_val_accuracy REAL,
            best_val_loss REAL,
            updated TEXT NOT NULL)
        """;

    private const string Epochs = """
        CREATE TABLE IF NOT EXISTS archspec_epochs (
            run_id TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            training_log_id INTEGER NOT NULL,
            result_id INTEGER NOT NULL,
            learning_rate REAL,
            images_per_second REAL,
            PRIMARY KEY (run_id, epoch))
        """;

    private const string Removed = """
        CREATE TABLE IF NOT EXISTS archspec_removed (
            run_id TEXT NOT NULL PRIMARY KEY,
            removed TEXT NOT NULL)
        """;

    /// <summary>How the tables came to be what they are; a new file goes the same way.</summary>
    public static readonly IReadOnlyList<SchemaStep> Steps =
    [
        new(1,
        [
            new("training_logs", null, TrainingLogs),
            new("archspec_runs", null, Runs),
            new("archspec_epochs", null, Epochs),
        ]),
        new(2,
        [
            AddToRuns("group_id"),
            AddToRuns("group_name"),
            AddToRuns("member"),
            AddToRuns("log_table"),
            new("archspec_removed", null, Removed),
        ]),
    ];

    /// <summary>The plain table of a run's epochs. One that is there is left as it is.</summary>
    public static SchemaChange Plain(LogTable table) => new(table.Name, null, table.In("""
        CREATE TABLE IF NOT EXISTS {0} (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model_name TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            accuracy REAL,
            loss REAL,
            val_accuracy REAL,
            val_loss REAL,
            timestamp TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)
        """));

    private static SchemaChange AddToRuns(string column) =>
        new("archspec_runs", column, $"ALTER TABLE archspec_runs ADD COLUMN {column} TEXT");
}
