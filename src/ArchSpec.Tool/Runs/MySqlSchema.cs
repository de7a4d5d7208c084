namespace ArchSpec.Tool.Runs;

/// <summary>The tables in MySQL and MariaDB. Times are UTC.</summary>
internal static class MySqlSchema
{
    /// <summary>Has a row for each version that the database was brought to.</summary>
    public const string VersionTable = "archspec_schema";

    private const string End = ") ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4";

    private const string TrainingLogs = $"""
        CREATE TABLE IF NOT EXISTS training_logs (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            model_name VARCHAR(255) NOT NULL,
            epoch INT NOT NULL,
            start_time DATETIME(3) NOT NULL,
            end_time DATETIME(3) NOT NULL,
            train_accuracy DOUBLE,
            val_accuracy DOUBLE,
            train_loss DOUBLE,
            val_loss DOUBLE{End}
        """;

    private const string Runs = $"""
        CREATE TABLE IF NOT EXISTS archspec_runs (
            run_id CHAR(32) NOT NULL PRIMARY KEY,
            model_name VARCHAR(255) NOT NULL,
            spec TEXT NOT NULL,
            directory TEXT NOT NULL,
            command TEXT NOT NULL,
            device VARCHAR(255) NOT NULL,
            seed BIGINT NOT NULL,
            parameters BIGINT NOT NULL,
            flops BIGINT NOT NULL,
            data_fingerprint VARCHAR(255) NOT NULL,
            versions TEXT NOT NULL,
            start_time DATETIME(3) NOT NULL,
            end_time DATETIME(3),
            state VARCHAR(32) NOT NULL,
            failure TEXT,
            epochs INT NOT NULL,
            best_epoch INT,
            best_val_accuracy DOUBLE,
            best_val_loss DOUBLE,
            updated DATETIME(3) NOT NULL{End}
        """;

    private const string Epochs = $"""
        CREATE TABLE IF NOT EXISTS archspec_epochs (
            run_id CHAR(32) NOT NULL,
            epoch INT NOT NULL,
            training_log_id BIGINT NOT NULL,
            result_id BIGINT NOT NULL,
            learning_rate DOUBLE,
            images_per_second DOUBLE,
            PRIMARY KEY (run_id, epoch){End}
        """;

    private const string Versions = $"""
        CREATE TABLE IF NOT EXISTS archspec_schema (
            version INT NOT NULL PRIMARY KEY{End}
        """;

    private const string Removed = $"""
        CREATE TABLE IF NOT EXISTS archspec_removed (
            run_id CHAR(32) NOT NULL PRIMARY KEY,
            removed DATETIME(3) NOT NULL{End}
        """;

    /// <summary>How the tables came to be what they are; a new database goes the same way.</summary>
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
            AddToRuns("group_id", "CHAR(32)"),
            AddToRuns("group_name", "TEXT"),
            AddToRuns("member", "TEXT"),
            AddToRuns("log_table", "VARCHAR(64)"),
            new("archspec_removed", null, Removed),
            new(VersionTable, null, Versions),
        ]),
    ];

    /// <summary>The plain table of a run's epochs. One that is there is left as it is.</summary>
    public static SchemaChange Plain(LogTable table) => new(table.Name, null, table.In($$"""
        CREATE TABLE IF NOT EXISTS {0} (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            model_name VARCHAR(255) NOT NULL,
            epoch INT NOT NULL,
            accuracy DOUBLE,
            loss DOUBLE,
            val_accuracy DOUBLE,
            val_loss DOUBLE,
            timestamp DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3){{End}}
        """));

    private static SchemaChange AddToRuns(string column, string type) =>
        new("archspec_runs", column, $"ALTER TABLE archspec_runs ADD COLUMN {column} {type}");
}
