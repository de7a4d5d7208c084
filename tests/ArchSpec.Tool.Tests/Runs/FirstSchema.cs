namespace ArchSpec.Tool.Tests.Runs;

/// <summary>The tables as the first version made them, and a run of two epochs as it wrote it. Never to be changed.</summary>
internal static class FirstSchema
{
    public const string RunId = "00112233445566778899aabbccddeeff";

    public const string Sqlite = """
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

    public const string Journal = Sqlite + """

        CREATE TABLE IF NOT EXISTS archspec_changes (
            change INTEGER PRIMARY KEY AUTOINCREMENT,
            run_id TEXT NOT NULL,
            epoch INTEGER);
        CREATE TABLE IF NOT EXISTS archspec_destinations (
            destination TEXT NOT NULL PRIMARY KEY,
            sent INTEGER NOT NULL DEFAULT 0);
        INSERT INTO archspec_changes (run_id, epoch) VALUES ('00112233445566778899aabbccddeeff', NULL),
            ('00112233445566778899aabbccddeeff', 1), ('00112233445566778899aabbccddeeff', 2),
            ('00112233445566778899aabbccddeeff', NULL);
        """;

    public const string MySql = """
        CREATE TABLE IF NOT EXISTS training_logs (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            model_name VARCHAR(255) NOT NULL,
            epoch INT NOT NULL,
            start_time DATETIME(3) NOT NULL,
            end_time DATETIME(3) NOT NULL,
            train_accuracy DOUBLE,
            val_accuracy DOUBLE,
            train_loss DOUBLE,
            val_loss DOUBLE) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
        CREATE TABLE IF NOT EXISTS CNN_training_results (
            id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
            model_name VARCHAR(255) NOT NULL,
            epoch INT NOT NULL,
            accuracy DOUBLE,
            loss DOUBLE,
            val_accuracy DOUBLE,
            val_loss DOUBLE,
            timestamp DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
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
            updated DATETIME(3) NOT NULL) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
        CREATE TABLE IF NOT EXISTS archspec_epochs (
            run_id CHAR(32) NOT NULL,
            epoch INT NOT NULL,
            training_log_id BIGINT NOT NULL,
            result_id BIGINT NOT NULL,
            learning_rate DOUBLE,
            images_per_second DOUBLE,
            PRIMARY KEY (run_id, epoch)) ENGINE = InnoDB DEFAULT CHARACTER SET = utf8mb4;
        """;

    public const string Rows = """
        INSERT INTO archspec_runs (run_id, model_name, spec, directory, command, device, seed, parameters, flops, data_fingerprint,
            versions, start_time, end_time, state, failure, epochs, best_epoch, best_val_accuracy, best_val_loss, updated)
        VALUES ('00112233445566778899aabbccddeeff', 'old', 'architectures/old.yaml', '/nowhere/old-001', 'archspec train', 'cpu', 7, 100,
            2000, '0123456789abcdef', '{}', '2025-03-01 12:00:00', '2025-03-01 12:30:00', 'finished', NULL, 2, 2, 0.75, 0.5,
            '2025-03-01 12:30:00.5');
        INSERT INTO training_logs (model_name, epoch, start_time, end_time, train_accuracy, val_accuracy, train_loss, val_loss)
        VALUES ('old', 1, '2025-03-01 12:00:00', '2025-03-01 12:15:00', 0.5, 0.5, 1, 1),
            ('old', 2, '2025-03-01 12:15:00', '2025-03-01 12:30:00', 0.8, 0.75, 0.4, 0.5);
        INSERT INTO CNN_training_results (model_name, epoch, accuracy, loss, val_accuracy, val_loss, timestamp)
        VALUES ('by hand', 1, 0.1, 9, 0.1, 9, '2024-01-01 00:00:00'), ('old', 1, 0.5, 1, 0.5, 1, '2025-03-01 12:15:00'),
            ('old', 2, 0.8, 0.4, 0.75, 0.5, '2025-03-01 12:30:00');
        INSERT INTO archspec_epochs (run_id, epoch, training_log_id, result_id, learning_rate, images_per_second)
        VALUES ('00112233445566778899aabbccddeeff', 1, 1, 2, 0.001, 100), ('00112233445566778899aabbccddeeff', 2, 2, 3, 0.001, 100);
        """;
}
