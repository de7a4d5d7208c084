namespace ArchSpec.Tool.Runs;

/// <summary>The tables in MySQL and MariaDB. Times are UTC.</summary>
internal static class MySqlSchema
{
    private const string End = ") ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4";

    /// <summary>Table name to the statement that makes it.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>
    {
        ["training_logs"] = $"""
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
            """,
        ["CNN_training_results"] = $"""
            CREATE TABLE IF NOT EXISTS CNN_training_results (
                id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                model_name VARCHAR(255) NOT NULL,
                epoch INT NOT NULL,
                accuracy DOUBLE,
                loss DOUBLE,
                val_accuracy DOUBLE,
                val_loss DOUBLE,
                timestamp DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3){End}
            """,
        ["archspec_runs"] = $"""
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
            """,
        ["archspec_epochs"] = $"""
            CREATE TABLE IF NOT EXISTS archspec_epochs (
                run_id CHAR(32) NOT NULL,
                epoch INT NOT NULL,
                training_log_id BIGINT NOT NULL,
                result_id BIGINT NOT NULL,
                learning_rate DOUBLE,
                images_per_second DOUBLE,
                PRIMARY KEY (run_id, epoch){End}
            """,
    };
}
