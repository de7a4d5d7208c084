namespace ArchSpec.Tool.Runs;

/// <summary>The tables in SQLite. Times are text, UTC, and sort as they are.</summary>
internal static class SqliteSchema
{
    /// <summary>Tables that people query, and the two that tell runs apart. Makes what is missing and alters nothing.</summary>
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS training_logs (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model_name TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            start_time TEXT NOT NULL,
            end_time TEXT NOT NULL,
            train_accuracy REAL,
            val_accuracy REAL,
            train_loss REAL,
            val_loss REAL);
        CREATE TABLE IF NOT EXISTS CNN_training_results (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            model_name TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            accuracy REAL,
            loss REAL,
            val_accuracy REAL,
            val_loss REAL,
            timestamp TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
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
            updated TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS archspec_epochs (
            run_id TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            training_log_id INTEGER NOT NULL,
            result_id INTEGER NOT NULL,
            learning_rate REAL,
            images_per_second REAL,
            PRIMARY KEY (run_id, epoch));
        """;

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
}
