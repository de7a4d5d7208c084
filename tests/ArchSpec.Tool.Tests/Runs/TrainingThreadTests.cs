using System.Diagnostics;
using ArchSpec.Tool.Runs;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Runs;

/// <summary>
/// What the training thread does for the log: it never waits for a database. How long it takes for an epoch is a figure in the
/// output of these tests; that no database can make it longer is what they prove.
/// </summary>
public sealed class TrainingThreadTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_training_thread_never_touches_the_database()
    {
        var file = new SqliteRunStore(folder["archspec.db"]);
        RunSamples.Log(new FlakyStore(file) { Down = true }, RunSamples.Run(folder["runs/earlier"]), 2);
        var store = new ThreadStore(file);

        using (var log = new TrainingLog(store, _ => { }, RunSamples.Impatient))
        {
            log.OnStart(RunSamples.Run(folder["runs/a"]));
            for (var epoch = 1; epoch <= 5; epoch++)
            {
                log.OnBatch(default);
                log.OnEpoch(RunSamples.Epoch(epoch));
                RunSamples.WaitUntil(() => store.Written >= epoch);
            }

            log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(5)));
        }

        Assert.NotEmpty(store.Threads);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, store.Threads);
        Assert.True(store.AllInBackground, "a thread that is not in the background keeps the process alive");
        Assert.Equal(2, file.Runs().Count);
    }

    [Fact]
    public void A_database_that_hangs_is_waited_for_by_nothing_but_the_end()
    {
        using var release = new ManualResetEventSlim();
        var store = new HangingStore(new SqliteRunStore(folder["archspec.db"]), release);
        using var log = new TrainingLog(store, _ => { }, new ReplicationTimes { AtEnd = TimeSpan.FromMinutes(1) });
        var run = RunSamples.Run(folder["runs/a"]);
        log.OnStart(run);
        RunSamples.WaitUntil(() => store.Hangs);

        // Were one of these to wait for the database, it would wait for ever: nothing else lets it go.
        for (var epoch = 1; epoch <= 20; epoch++)
        {
            log.OnBatch(default);
            log.OnEpoch(RunSamples.Epoch(epoch));
        }

        Assert.True(store.Hangs);
        Assert.Equal(20, EpochsInJournal(run.Directory));
        release.Set();
        log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(20)));
        Assert.Equal(20, Assert.Single(store.Runs()).Epochs);
    }

    [Fact]
    public void An_epoch_is_in_the_run_folder_when_its_call_returns()
    {
        var run = RunSamples.Run(folder["runs/a"]);
        using var log = new TrainingLog(new FlakyStore(new SqliteRunStore(folder["archspec.db"])) { Down = true }, _ => { });
        log.OnStart(run);
        var times = new List<double>();
        for (var epoch = 1; epoch <= 200; epoch++)
        {
            var clock = Stopwatch.StartNew();
            log.OnEpoch(RunSamples.Epoch(epoch));
            times.Add(clock.Elapsed.TotalMilliseconds);
            Assert.Equal(epoch, epoch % 50 == 0 ? EpochsInJournal(run.Directory) : epoch);
        }

        times.Sort();
        output.WriteLine($"ms an epoch on the training thread: median {times[100]:0.00}, 95% {times[190]:0.00}, most {times[^1]:0.00} (goal: under 5)");
    }

    private static int EpochsInJournal(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder}/log.db;Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM training_logs";
        return (int)(long)command.ExecuteScalar()!;
    }

    /// <summary>Notes who calls.</summary>
    private sealed class ThreadStore(IRunStore inner) : StoreAround(inner)
    {
        private readonly HashSet<int> threads = [];
        private int written;

        public IReadOnlyCollection<int> Threads => threads;

        public bool AllInBackground { get; private set; } = true;

        public int Written => Volatile.Read(ref written);

        public override string Probe(TimeSpan timeout) => Note(() => base.Probe(timeout));

        public override IReadOnlyList<RunRow> Runs() => Note(base.Runs);

        public override bool Write(RunRow run, IReadOnlyList<EpochRow> epochs)
        {
            var done = Note(() => base.Write(run, epochs));
            Volatile.Write(ref written, Math.Max(written, run.Epochs));
            return done;
        }

        private T Note<T>(Func<T> work)
        {
            lock (threads)
            {
                threads.Add(Environment.CurrentManagedThreadId);
                AllInBackground &= Thread.CurrentThread.IsBackground;
            }

            return work();
        }
    }

    /// <summary>Answers nothing until it is let go.</summary>
    private sealed class HangingStore(IRunStore inner, ManualResetEventSlim release) : StoreAround(inner)
    {
        private volatile bool hangs;

        public bool Hangs => hangs;

        public override bool Write(RunRow run, IReadOnlyList<EpochRow> epochs)
        {
            hangs = true;
            release.Wait();
            hangs = false;
            return base.Write(run, epochs);
        }
    }
}
