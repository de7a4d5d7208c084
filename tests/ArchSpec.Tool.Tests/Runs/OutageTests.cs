using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ArchSpec.Tool.Runs;
using Dapper;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>Outages without a server: a store that fails as it is told, and an address that never answers.</summary>
public sealed class OutageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_lost_acknowledgement_leaves_each_row_once()
    {
        var store = new FlakyStore(new SqliteRunStore(folder["archspec.db"])) { LoseAcknowledgements = 3 };

        var told = new List<string>();
        using var log = new TrainingLog(store, told.Add, RunSamples.Impatient);
        log.OnStart(RunSamples.Run(folder["runs/a"]));
        for (var epoch = 1; epoch <= 5; epoch++)
        {
            log.OnEpoch(RunSamples.Epoch(epoch));
        }

        RunSamples.WaitUntil(() => store.LoseAcknowledgements == 0);
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(5)));

        Assert.Single(told);
        Assert.Equal([1L, 2L, 3L, 4L, 5L], Epochs("training_logs"));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], Epochs("CNN_training_results"));
    }

    [Fact]
    public void Rows_of_an_earlier_run_are_sent_by_the_next()
    {
        var store = new FlakyStore(new SqliteRunStore(folder["archspec.db"])) { Down = true };
        RunSamples.Log(store, RunSamples.Run(folder["runs/a"], "first"), 3);
        store.Down = false;

        var told = RunSamples.Log(store, RunSamples.Run(folder["runs/b"], "second"), 2);

        Assert.Equal($"Sent 3 epochs that an earlier run had kept in {folder["runs/a"]}.", Assert.Single(told));
        Assert.Equal([1L, 2L, 3L, 1L, 2L], Epochs("training_logs"));
        Assert.Equal(RunState.Finished, store.Runs().Single(run => run.ModelName == "first").State);
    }

    [Fact]
    public void Rows_of_a_run_that_was_logged_elsewhere_are_left_to_sync()
    {
        RunSamples.Log(new SqliteRunStore(folder["elsewhere.db"]), RunSamples.Run(folder["runs/a"], "first"), 3);
        var store = new SqliteRunStore(folder["archspec.db"]);

        RunSamples.Log(store, RunSamples.Run(folder["runs/b"], "second"), 1);

        Assert.Equal("second", Assert.Single(store.Runs()).ModelName);
    }

    [Fact]
    public void A_broken_journal_of_an_earlier_run_is_named_and_passed_over()
    {
        Directory.CreateDirectory(folder["runs/a"]);
        File.WriteAllText(folder["runs/a/log.db"], new string('x', 4096));
        var store = new SqliteRunStore(folder["archspec.db"]);

        var told = RunSamples.Log(store, RunSamples.Run(folder["runs/b"]), 2);

        Assert.Contains("runs/a", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal([1L, 2L], Epochs("training_logs"));
    }

    [Fact]
    public void A_database_that_is_never_there_is_told_of_twice_and_never_in_between()
    {
        var store = new FlakyStore(new SqliteRunStore(folder["archspec.db"])) { Down = true };
        var run = RunSamples.Run(folder["runs/a"]);

        var told = RunSamples.Log(store, run, 30, RunSamples.Impatient with { LongestPause = TimeSpan.FromMilliseconds(1) });

        Assert.Equal(2, told.Count);
        Assert.Equal("Rows of the training log wait in the run folder; training goes on. the store is down", told[0]);
        Assert.Equal($"31 rows of the training log are kept in {run.Directory}; the next run or `dotnet archspec runs sync` "
            + $"sends them to SQLite file {folder["archspec.db"]}.", told[1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_address_that_never_answers_costs_training_nothing_and_the_end_5_seconds(bool connects)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var hole = new BlackHole();
        var address = connects ? $"Server=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Database=d;User ID=u;Password=tops3cret" : hole.ConnectionString;
        var told = new List<string>();
        using var log = new TrainingLog(MariaDb.Store(address), told.Add);
        log.OnStart(RunSamples.Run(folder["runs/a"]));
        for (var epoch = 1; epoch <= 100; epoch++)
        {
            log.OnEpoch(RunSamples.Epoch(epoch));
        }

        var end = Stopwatch.StartNew();
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(100)));

        output.WriteLine($"the end took {end.Elapsed.TotalSeconds:0.0} s");
        // Its own limit is 5 s; a wait for the connection, and another for its command, would be more than 10.
        Assert.InRange(end.Elapsed.TotalSeconds, 0, 9);
        Assert.Contains("101 rows of the training log are kept", told[^1], StringComparison.Ordinal);
        Assert.All(told, message => Assert.DoesNotContain("tops3cret", message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_probe_of_an_address_that_never_answers_ends()
    {
        using var hole = new TcpListener(IPAddress.Loopback, 0);
        hole.Start();
        var store = MariaDb.Store($"Server=127.0.0.1;Port={((IPEndPoint)hole.LocalEndpoint).Port};Database=d;User ID=u");

        var clock = Stopwatch.StartNew();
        var state = DatabaseState.Of(store, TimeSpan.FromSeconds(1));

        Assert.False(state.Reachable);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void A_folder_is_logged_to_by_one_run_at_a_time()
    {
        var store = new SqliteRunStore(folder["archspec.db"]);
        using var first = new TrainingLog(store, _ => { });
        first.OnStart(RunSamples.Run(folder["runs/a"]));
        using var second = new TrainingLog(store, _ => { });

        Assert.Throws<RunStoreException>(() => second.OnStart(RunSamples.Run(folder["runs/a"])));
    }

    [Fact]
    public void Rows_that_the_run_folder_cannot_take_now_are_written_with_the_next()
    {
        var store = new SqliteRunStore(folder["archspec.db"]);
        var told = new List<string>();
        using var log = new TrainingLog(store, told.Add, RunSamples.Impatient);
        log.OnStart(RunSamples.Run(folder["runs/a"]));
        using (var other = new SqliteConnection($"Data Source={folder["runs/a/log.db"]};Pooling=false"))
        {
            other.Open();
            other.Execute("CREATE TRIGGER full BEFORE INSERT ON training_logs BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            log.OnEpoch(RunSamples.Epoch(1));
            other.Execute("DROP TRIGGER full");
        }

        log.OnEpoch(RunSamples.Epoch(2));
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(2)));

        Assert.Contains("disk full", Assert.Single(told), StringComparison.Ordinal);
        Assert.Equal([1L, 2L], Epochs("training_logs"));
    }

    private IEnumerable<long> Epochs(string table)
    {
        using var connection = new SqliteConnection($"Data Source={folder["archspec.db"]};Pooling=false");
        return [.. connection.Query<long>($"SELECT epoch FROM {table} ORDER BY id")];
    }
}
