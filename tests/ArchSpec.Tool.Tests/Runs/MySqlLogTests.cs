using ArchSpec.Tool.Runs;
using Dapper;
using MySqlConnector;

namespace ArchSpec.Tool.Tests.Runs;

[Collection(MariaDbCollection.Name)]
public sealed class MySqlLogTests(MariaDb server) : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void Both_tables_have_the_columns_that_people_query()
    {
        server.Require();
        var database = server.NewDatabase();
        RunSamples.Log(MariaDb.Store(database), RunSamples.Run(folder["runs/a"], "r\u00e9seau \U0001F35A"), 3);

        using var connection = MariaDb.Open(database);
        using (var reader = connection.ExecuteReader("SELECT * FROM CNN_training_results ORDER BY epoch"))
        {
            Assert.Equal("id model_name epoch accuracy loss val_accuracy val_loss timestamp", Columns(reader));
            Assert.True(reader.Read());
            Assert.Equal("r\u00e9seau \U0001F35A", reader["model_name"]);
            Assert.Equal(1, reader["epoch"]);
            Assert.Equal(RunSamples.Start.AddMinutes(1).DateTime, reader["timestamp"]);
        }

        using var logs = connection.ExecuteReader("SELECT * FROM training_logs ORDER BY epoch");
        Assert.Equal("id model_name epoch start_time end_time train_accuracy val_accuracy train_loss val_loss", Columns(logs));
        Assert.True(logs.Read());
        Assert.Equal(RunSamples.Start.DateTime, logs["start_time"]);
    }

    [SkippableFact]
    public void Two_runs_of_a_model_are_told_apart()
    {
        server.Require();
        var database = server.NewDatabase();
        var first = RunSamples.Run(folder["runs/a"]);
        var second = RunSamples.Run(folder["runs/b"], start: RunSamples.Start.AddDays(1));
        RunSamples.Log(MariaDb.Store(database), first, 2);
        RunSamples.Log(MariaDb.Store(database), second, 3);

        var runs = MariaDb.Store(database).Runs();
        Assert.Equal([(second.Id, 3), (first.Id, 2)], runs.Select(run => (run.RunId, run.Epochs)));
        Assert.Equal((RunState.Finished, 12_939_077, 2), (runs[1].State, runs[1].Parameters, runs[1].BestEpoch));
        Assert.Equal(RunSamples.Start.UtcDateTime, runs[1].StartTime);
        Assert.Equal("1 2 3", Epochs(database, "training_logs", second.Id));
    }

    [SkippableFact]
    public void Figures_that_are_not_finite_are_null()
    {
        server.Require();
        var database = server.NewDatabase();
        using var log = new TrainingLog(MariaDb.Store(database), Assert.Fail);
        log.OnStart(RunSamples.Run(folder["runs/a"]));
        log.OnEpoch(RunSamples.Epoch(1, double.NaN, double.NegativeInfinity));
        log.OnEnd(RunSamples.Outcome(failure: "the loss is NaN"));

        using var connection = MariaDb.Open(database);
        Assert.Equal(1, connection.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM training_logs WHERE val_accuracy IS NULL AND train_loss IS NULL AND val_loss = 1"));
        Assert.Equal(1, connection.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM CNN_training_results WHERE val_accuracy IS NULL AND loss IS NULL AND val_loss = 1"));
    }

    [SkippableFact]
    public void A_server_that_starts_late_gets_every_row_in_order_and_once()
    {
        server.Require();
        var database = server.NewDatabase();
        server.Kill();
        var run = RunSamples.Run(folder["runs/a"]);
        var told = new List<string>();
        using var log = new TrainingLog(MariaDb.Store(database), told.Add, RunSamples.Impatient);
        log.OnStart(run);
        Train(log, 1, 5);
        server.Start();
        Train(log, 6, 8);
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(8)));

        AssertComplete(database, run.Id, 8);
        Assert.Contains("training goes on", Assert.Single(told), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_server_that_is_killed_and_comes_back_gets_every_row_in_order_and_once()
    {
        server.Require();
        var database = server.NewDatabase();
        var run = RunSamples.Run(folder["runs/a"]);
        using var log = new TrainingLog(MariaDb.Store(database), _ => { }, RunSamples.Impatient);
        log.OnStart(run);
        // Killed at whatever moment of the sending: no wait for what went before.
        for (var round = 0; round < 3; round++)
        {
            Train(log, (round * 10) + 1, (round * 10) + 10);
            Thread.Sleep(15 * round);
            server.Kill();
            server.Start();
        }

        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(30)));

        AssertComplete(database, run.Id, 30);
    }

    [SkippableFact]
    public void A_server_that_is_gone_at_the_end_gets_its_rows_by_sync()
    {
        server.Require();
        var database = server.NewDatabase();
        var store = MariaDb.Store(database);
        var run = RunSamples.Run(folder["runs/a"]);
        server.Kill();
        var told = RunSamples.Log(store, run, 4);
        Assert.Contains("5 rows of the training log are kept in", told[^1], StringComparison.Ordinal);
        server.Start();

        using var journal = RunJournal.Open(run.Directory);
        Assert.Equal(4, Sender.Send(journal, store));
        Assert.Equal(0, Sender.Send(journal, store));
        AssertComplete(database, run.Id, 4);
    }

    [SkippableFact]
    public void A_server_that_hangs_holds_up_neither_epochs_nor_the_end()
    {
        server.Require();
        var database = server.NewDatabase();
        var run = RunSamples.Run(folder["runs/a"]);
        var times = RunSamples.Impatient with { AtEnd = TimeSpan.FromSeconds(1) };
        using (var log = new TrainingLog(MariaDb.Store(database), _ => { }, times))
        {
            log.OnStart(run);
            Train(log, 1, 5);
            server.Freeze();
            // As long as it is frozen nothing of it returns, so that these calls do is all there is to see.
            Train(log, 6, 20);
            log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(20)));
        }

        // The connection of the run that has ended comes back to life, and may commit while the rows are sent again.
        server.Thaw();
        Send(database, "runs/a");

        AssertComplete(database, run.Id, 20);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_commit_whose_acknowledgement_is_lost_leaves_each_row_once(int losses)
    {
        server.Require();
        var database = server.NewDatabase();
        using var proxy = new LossyProxy(server.Port, losses);
        var behind = new MySqlConnectionStringBuilder(database) { Port = (uint)proxy.Port }.ConnectionString;
        var run = RunSamples.Run(folder["runs/a"]);
        var told = new List<string>();
        using var log = new TrainingLog(MariaDb.Store(behind), told.Add, RunSamples.Impatient);
        log.OnStart(run);
        Train(log, 1, 5);
        RunSamples.WaitUntil(() => proxy.Left <= 0);
        Train(log, 6, 8);
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(8)));

        Assert.Contains("training goes on", told[0], StringComparison.Ordinal);
        AssertComplete(database, run.Id, 8);
    }

    [SkippableFact]
    public void Two_processes_that_send_the_same_run_leave_each_row_once()
    {
        server.Require();
        var database = server.NewDatabase();
        var run = RunSamples.Run(folder["runs/a"]);
        RunSamples.Log(new SqliteRunStore(folder["archspec.db"]), run, 40);
        Directory.CreateDirectory(folder["copy"]);
        File.Copy(folder["runs/a/log.db"], folder["copy/log.db"]);

        Parallel.Invoke(() => Send(database, "runs/a"), () => Send(database, "copy"));

        AssertComplete(database, run.Id, 40);
    }

    [SkippableFact]
    public void A_wrong_password_is_said_without_any_password()
    {
        server.Require();
        var database = new MySqlConnectionStringBuilder(server.NewDatabase()) { Password = "wr0ngpass" };

        var told = RunSamples.Log(MariaDb.Store(database.ConnectionString), RunSamples.Run(folder["runs/a"]), 1);

        Assert.Contains("access denied; check the user name and the password", told[0], StringComparison.Ordinal);
        Assert.All(told, message => Assert.DoesNotContain("wr0ngpass", message, StringComparison.Ordinal));
        Assert.All(told, message => Assert.DoesNotContain("s3cret", message, StringComparison.Ordinal));
    }

    [SkippableFact]
    public void A_database_that_does_not_exist_is_named()
    {
        server.Require();
        var database = new MySqlConnectionStringBuilder(server.NewDatabase()) { Database = "nowhere" };

        var state = DatabaseState.Of(MariaDb.Store(database.ConnectionString), DatabaseState.DefaultTimeout);

        Assert.Equal((false, true), (state.Reachable, state.Message.Contains("CREATE DATABASE", StringComparison.Ordinal)));
    }

    [SkippableFact]
    public void A_certificate_of_the_given_CA_is_accepted()
    {
        server.Require();

        foreach (var mode in new[] { "VerifyCA", "VerifyFull" })
        {
            var database = server.NewDatabase($"SslMode={mode};SslCa={server.Ca}");
            var state = DatabaseState.Of(MariaDb.Store(database), DatabaseState.DefaultTimeout);
            Assert.True(state.Reachable, state.Message);
            Assert.Contains("TLSv1", state.Message, StringComparison.Ordinal);
            Assert.Empty(RunSamples.Log(MariaDb.Store(database), RunSamples.Run(folder["runs/" + mode]), 1));
        }
    }

    [SkippableFact]
    public void A_certificate_of_another_CA_is_refused()
    {
        server.Require();
        var database = server.NewDatabase($"SslMode=VerifyCA;SslCa={server.OtherCa}");

        var told = RunSamples.Log(MariaDb.Store(database), RunSamples.Run(folder["runs/a"]), 1);

        Assert.Contains("TLS certificate is not trusted", told[0], StringComparison.Ordinal);
        Assert.Contains("rows of the training log are kept", told[^1], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_server_without_TLS_is_refused_where_TLS_is_required()
    {
        server.Require();
        var database = server.NewDatabase();
        server.Kill();
        server.Start(tls: false);
        try
        {
            var plain = DatabaseState.Of(MariaDb.Store(database), DatabaseState.DefaultTimeout);
            var encrypted = DatabaseState.Of(
                MariaDb.Store(database.Replace("None", "VerifyCA", StringComparison.Ordinal) + $";SslCa={server.Ca}"),
                DatabaseState.DefaultTimeout);

            Assert.Contains("not encrypted", plain.Message, StringComparison.Ordinal);
            Assert.Equal((true, false), (plain.Reachable, encrypted.Reachable));
        }
        finally
        {
            server.Kill();
        }
    }

    [SkippableFact]
    public void A_table_with_other_columns_is_named_and_keeps_its_rows()
    {
        server.Require();
        var database = server.NewDatabase();
        using var connection = MariaDb.Open(database);
        connection.Execute("CREATE TABLE training_logs (id INT PRIMARY KEY, model_name TEXT)");
        connection.Execute("INSERT INTO training_logs VALUES (1, 'old')");

        var told = RunSamples.Log(MariaDb.Store(database), RunSamples.Run(folder["runs/a"]), 1);

        Assert.Contains("a table has other columns", told[0], StringComparison.Ordinal);
        Assert.Equal("old", connection.ExecuteScalar<string>("SELECT model_name FROM training_logs"));
        Assert.Equal(0, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM CNN_training_results"));
    }

    [SkippableFact]
    public void An_account_that_may_only_read_and_write_rows_is_enough_where_the_tables_exist()
    {
        server.Require();
        var database = server.NewDatabase();
        RunSamples.Log(MariaDb.Store(database), RunSamples.Run(folder["runs/a"]), 1);
        var limited = new MySqlConnectionStringBuilder(database) { UserID = MariaDb.RowsOnlyUser };

        Assert.Empty(RunSamples.Log(MariaDb.Store(limited.ConnectionString), RunSamples.Run(folder["runs/b"]), 2));
    }

    private static void Train(TrainingLog log, int from, int to)
    {
        for (var epoch = from; epoch <= to; epoch++)
        {
            log.OnEpoch(RunSamples.Epoch(epoch));
        }
    }

    private void Send(string database, string run)
    {
        using var journal = RunJournal.Open(folder[run]);
        Sender.Send(journal, MariaDb.Store(database));
    }

    // Every epoch once in each table, in the order of the ids, and every row tied to the run.
    private static void AssertComplete(string database, string runId, int epochs)
    {
        var expected = string.Join(' ', Enumerable.Range(1, epochs));
        foreach (var table in new[] { "training_logs", "CNN_training_results" })
        {
            using var connection = MariaDb.Open(database);
            Assert.Equal(expected, string.Join(' ', connection.Query<int>($"SELECT epoch FROM {table} ORDER BY id")));
            Assert.Equal(expected, Epochs(database, table, runId));
        }

        Assert.Equal(RunState.Finished, MariaDb.Store(database).Runs().Single(run => run.RunId == runId).State);
    }

    private static string Epochs(string database, string table, string runId)
    {
        var link = table == "training_logs" ? "training_log_id" : "result_id";
        using var connection = MariaDb.Open(database);
        return string.Join(' ', connection.Query<int>(
            $"SELECT t.epoch FROM {table} t JOIN archspec_epochs e ON e.{link} = t.id WHERE e.run_id = @runId ORDER BY t.id",
            new { runId }));
    }

    private static string Columns(System.Data.IDataReader reader) =>
        string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
}
