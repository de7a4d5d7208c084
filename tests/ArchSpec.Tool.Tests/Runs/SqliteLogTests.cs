using System.Collections.Concurrent;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ArchSpec.Tool.Tests.Runs;

public sealed class SqliteLogTests : IDisposable
{
    private readonly TempFolder folder = new();

    private SqliteRunStore Store => new(folder["archspec.db"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("archspec.db")]
    [InlineData("runs/a/log.db")]
    public void Both_tables_have_the_columns_that_people_query(string file)
    {
        RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]), 2);

        using var connection = Open(file);
        Assert.Equal(
            "id model_name epoch start_time end_time train_accuracy val_accuracy train_loss val_loss",
            Columns(connection, "training_logs"));
        Assert.Equal(
            "id model_name epoch accuracy loss val_accuracy val_loss timestamp",
            Columns(connection, "CNN_training_results"));
    }

    [Fact]
    public void A_run_leaves_a_row_for_each_epoch_in_both_tables()
    {
        RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]), 3);

        using var connection = Open("archspec.db");
        var log = connection.QuerySingle("SELECT * FROM training_logs WHERE epoch = 2");
        Assert.Equal("2026-03-01 12:01:00", (string)log.start_time);
        Assert.Equal("2026-03-01 12:02:00", (string)log.end_time);
        Assert.Equal((0.9, 1 - (1.0 / 3)), ((double)log.train_accuracy, (double)log.val_accuracy));
        Assert.Equal((0.25, 0.5), ((double)log.train_loss, (double)log.val_loss));
        var results = connection.Query("SELECT * FROM CNN_training_results ORDER BY epoch").ToList();
        Assert.Equal([1L, 2L, 3L], results.Select(row => (long)row.epoch));
        Assert.Equal("2026-03-01 12:03:00", (string)results[2].timestamp);
        Assert.Equal((0.9, 0.25), ((double)results[2].accuracy, (double)results[2].loss));
    }

    [Fact]
    public void The_timestamp_defaults_to_now()
    {
        RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]), 1);

        using var connection = Open("archspec.db");
        connection.Execute("INSERT INTO CNN_training_results (model_name, epoch) VALUES ('by hand', 1)");
        var age = connection.ExecuteScalar<double>(
            "SELECT julianday('now') - julianday(timestamp) FROM CNN_training_results WHERE model_name = 'by hand'");
        Assert.InRange(age, -1e-4, 1e-3);
    }

    [Fact]
    public void Two_runs_of_a_model_are_told_apart()
    {
        var first = RunSamples.Run(folder["runs/a"]);
        var second = RunSamples.Run(folder["runs/b"], start: RunSamples.Start.AddDays(1));
        RunSamples.Log(Store, first, 2);
        RunSamples.Log(Store, second, 3);

        Assert.Equal([(second.Id, 3), (first.Id, 2)], Store.Runs().Select(run => (run.RunId, run.Epochs)));
        using var connection = Open("archspec.db");
        var ofSecond = connection.Query<long>(
            "SELECT training_log_id FROM archspec_epochs WHERE run_id = @Id ORDER BY epoch", new { second.Id });
        Assert.Equal([3L, 4L, 5L], ofSecond);
    }

    [Fact]
    public void Figures_that_are_not_finite_are_null()
    {
        var run = RunSamples.Run(folder["runs/a"]);
        using var log = new TrainingLog(Store, _ => { });
        log.OnStart(run);
        log.OnEpoch(RunSamples.Epoch(1, double.NaN, double.PositiveInfinity));
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(1, double.NaN), "loss is NaN"));

        using var connection = Open("archspec.db");
        var row = connection.QuerySingle("SELECT * FROM training_logs");
        Assert.Null(row.val_accuracy);
        Assert.Null(row.train_loss);
        var stored = Assert.Single(Store.Runs());
        Assert.Equal((RunState.Failed, "loss is NaN", null), (stored.State, stored.Failure, stored.BestValAccuracy));
    }

    [Fact]
    public void A_member_of_a_group_says_so()
    {
        var group = new RunGroup("00112233445566778899aabbccddeeff", "folds 5", "fold 2/5");
        RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]) with { Group = group }, 1);
        RunSamples.Log(Store, RunSamples.Run(folder["runs/b"], start: RunSamples.Start.AddDays(1)), 1);

        Assert.Equal([null, group], Store.Runs().Select(run => run.GroupId is null ? null : new RunGroup(run.GroupId, run.GroupName!, run.Member!)));
    }

    [Fact]
    public void A_run_without_an_end_has_the_best_epoch_so_far()
    {
        using var log = new TrainingLog(Store, _ => { });
        log.OnStart(RunSamples.Run(folder["runs/a"]));
        foreach (var (epoch, accuracy) in new[] { (1, 0.5), (2, 0.8), (3, 0.7) })
        {
            log.OnEpoch(RunSamples.Epoch(epoch, accuracy));
        }

        RunSamples.WaitUntil(() => Store.Runs() is [{ Epochs: 3 }]);
        var run = Store.Runs()[0];
        Assert.Equal((RunState.Running, 2, 0.8, 0.5), (run.State, run.BestEpoch, run.BestValAccuracy, run.BestValLoss));
    }

    [Fact]
    public void A_resumed_run_goes_on_in_its_rows()
    {
        var run = RunSamples.Run(folder["runs/a"]);
        using (var killed = new TrainingLog(Store, _ => { }))
        {
            killed.OnStart(run);
            killed.OnEpoch(RunSamples.Epoch(1));
            killed.OnEpoch(RunSamples.Epoch(2, 0.1));
        }

        using var log = new TrainingLog(Store, _ => { });
        log.OnStart(run with { Start = RunSamples.Start.AddDays(1) });
        log.OnEpoch(RunSamples.Epoch(2, 0.9));
        log.OnEpoch(RunSamples.Epoch(3));
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(2, 0.9)));

        var stored = Assert.Single(Store.Runs());
        Assert.Equal((3, RunState.Finished, RunSamples.Start.UtcDateTime), (stored.Epochs, stored.State, stored.StartTime));
        using var connection = Open("archspec.db");
        Assert.Equal([1L, 2L, 3L], connection.Query<long>("SELECT epoch FROM training_logs ORDER BY id"));
        Assert.Equal(0.9, connection.ExecuteScalar<double>("SELECT val_accuracy FROM CNN_training_results WHERE epoch = 2"));
    }

    [Fact]
    public void An_older_copy_of_a_run_overwrites_nothing()
    {
        var row = RunRow.From(RunSamples.Run(folder["runs/a"]), null) with { Updated = RunSamples.Start.UtcDateTime };
        Store.Write(row with { State = RunState.Finished, Updated = row.Updated.AddSeconds(1) }, []);
        Store.Write(row, []);

        Assert.Equal(RunState.Finished, Assert.Single(Store.Runs()).State);
    }

    [Fact]
    public void Several_runs_write_to_one_file_at_once()
    {
        var told = new ConcurrentBag<string>();
        var threads = Enumerable.Range(0, 4).Select(i => new Thread(() => RunSamples
            .Log(new SqliteRunStore(folder["archspec.db"]), RunSamples.Run(folder[$"runs/{i}"]), 20).ForEach(told.Add))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Empty(told);
        using var connection = Open("archspec.db");
        Assert.Equal(80, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM training_logs"));
        Assert.Equal(80, connection.ExecuteScalar<int>("SELECT COUNT(*) FROM CNN_training_results"));
        Assert.Equal(4, Store.Runs().Count);
    }

    [Fact]
    public void Tables_that_are_there_keep_their_rows()
    {
        using (var connection = Open("archspec.db"))
        {
            connection.Execute("""
                CREATE TABLE CNN_training_results (id INTEGER PRIMARY KEY, model_name TEXT, epoch INT, accuracy REAL, loss REAL,
                    val_accuracy REAL, val_loss REAL, timestamp TEXT);
                INSERT INTO CNN_training_results (model_name, epoch) VALUES ('old', 1);
                """);
        }

        RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]), 1);

        using var after = Open("archspec.db");
        Assert.Equal(["old", "cnn"], after.Query<string>("SELECT model_name FROM CNN_training_results ORDER BY id"));
    }

    [Fact]
    public void A_file_that_cannot_be_written_does_not_stop_the_run()
    {
        Directory.CreateDirectory(folder["archspec.db"]);

        var told = RunSamples.Log(Store, RunSamples.Run(folder["runs/a"]), 2);

        Assert.Contains("training goes on", told[0], StringComparison.Ordinal);
        Assert.Contains("3 rows of the training log are kept in", told[^1], StringComparison.Ordinal);
    }

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={folder[file]};Pooling=false");
        connection.Open();
        return connection;
    }

    private static string Columns(SqliteConnection connection, string table)
    {
        using var reader = connection.ExecuteReader($"SELECT * FROM {table} ORDER BY epoch");
        return string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
    }
}
