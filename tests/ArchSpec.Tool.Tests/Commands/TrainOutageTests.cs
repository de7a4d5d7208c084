using System.Globalization;
using ArchSpec.Tool.Runs;
using ArchSpec.Tool.Tests.Runs;
using Dapper;
using Xunit.Abstractions;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>A real <c>train</c> whose database is not there, and the rows that a real one gets later.</summary>
[Collection(MariaDbCollection.Name)]
public sealed class TrainOutageTests(MariaDb server, ITestOutputHelper output) : IDisposable
{
    private readonly RiceSample _rice = new();

    public void Dispose() => _rice.Dispose();

    [SkippableFact]
    public async Task A_black_hole_ends_no_training_and_sync_brings_its_rows_later()
    {
        server.Require();
        using var hole = new BlackHole();
        string[] train = _rice.Arguments("train", "--epochs", "3", "--log-table", "rice_results", "--run-dir", _rice.In("runs", "a"));

        var trained = await ToolProcess.RunAsync(_rice.In(), hole.ConnectionString, train);

        Assert.Equal((ExitCodes.Ok, ""), (trained.ExitCode, trained.Error));
        Assert.Contains($"4 rows of the training log are kept in {_rice.In("runs", "a")}", trained.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("tops3cret", trained.Out, StringComparison.Ordinal);
        output.WriteLine("the process ended " + EndedAfter(_rice.In("runs", "a")));
        var database = server.NewDatabase();
        for (var time = 0; time < 2; time++)
        {
            var synced = await ToolProcess.RunAsync(_rice.In(), database, "runs", "sync");
            Assert.Equal((ExitCodes.Ok, ""), (synced.ExitCode, synced.Error));
            Assert.StartsWith(time == 0 ? "Sent 3 epochs to MySQL" : "Sent 0 epochs to MySQL", synced.Out, StringComparison.Ordinal);
        }

        Assert.Equal("1 2 3", Epochs(database, "training_logs"));
        Assert.Equal("1 2 3", Epochs(database, "rice_results"));
    }

    [SkippableFact]
    public async Task Runs_in_MySQL_are_listed_shown_and_removed()
    {
        server.Require();
        var database = server.NewDatabase();
        RunSamples.Log(MariaDb.Store(database), RunSamples.Run(_rice.In("runs", "a")), 2);
        RunSamples.Log(MariaDb.Store(database), RunSamples.Run(_rice.In("elsewhere", "b"), "cnn-light", RunSamples.Start.AddDays(1)), 3);
        Directory.Delete(_rice.In("elsewhere"), recursive: true);

        Assert.Equal(4, (await RunsAsync(database)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("0.7500", await RunsAsync(database, "best"), StringComparison.Ordinal);
        Assert.Matches("    3 +0.9000 +0.2500 +0.7500 +0.3333", await RunsAsync(database, "show", "cnn-light"));
        Assert.Matches("parameters +12,939,077 +12,939,077 +1.0000", await RunsAsync(database, "compare", "a", "b"));
        Assert.Contains("2 epochs of MySQL", await RunsAsync(database, "rm", "a", "--yes"), StringComparison.Ordinal);
        Assert.Contains("3 epochs of MySQL.", await RunsAsync(database, "rm", "b", "--yes"), StringComparison.Ordinal);

        Assert.Equal("No runs yet.\n", await RunsAsync(database));
        Assert.Equal(("", ""), (Epochs(database, "training_logs"), Epochs(database, "CNN_training_results")));
    }

    private async Task<string> RunsAsync(string database, params string[] arguments)
    {
        var (code, said, error) = await ToolProcess.RunAsync(_rice.In(), database, ["runs", .. arguments]);
        Assert.True(code == ExitCodes.Ok, error);
        return said;
    }

    private static string EndedAfter(string folder)
    {
        using var journal = RunJournal.OpenToRead(folder);
        var after = DateTime.UtcNow - journal.Runs()[0].EndTime!.Value;
        return string.Create(CultureInfo.InvariantCulture, $"{after.TotalSeconds:0.0} s after the training (the log's share: at most 5)");
    }

    private static string Epochs(string database, string table)
    {
        using var connection = MariaDb.Open(database);
        return string.Join(' ', connection.Query<int>($"SELECT epoch FROM {table} ORDER BY id"));
    }
}
