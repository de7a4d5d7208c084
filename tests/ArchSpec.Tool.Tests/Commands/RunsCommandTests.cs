using System.Text.Json;
using ArchSpec.Tool.Commands;
using ArchSpec.Tool.Runs;
using ArchSpec.Tool.Tests.Runs;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>Tests that change the working folder and the environment, and so run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkingFolderCollection
{
    public const string Name = "Working folder";
}

[Collection(WorkingFolderCollection.Name)]
public sealed class RunsCommandTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly string? database = Environment.GetEnvironmentVariable(RunStores.Variable);
    private readonly TempFolder folder = new();
    private readonly TestConsole console = new();

    public RunsCommandTests()
    {
        Environment.CurrentDirectory = folder.Path;
        Environment.SetEnvironmentVariable(RunStores.Variable, null);
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        Environment.SetEnvironmentVariable(RunStores.Variable, database);
        folder.Dispose();
        console.Dispose();
    }

    [Fact]
    public void Runs_are_listed_newest_first()
    {
        TwoRuns(out var first, out var second);

        Assert.Equal(0, Execute("runs"));
        Assert.Equal($"""
            id        model      start (UTC)          epochs      params   FLOPs  val accuracy  val loss  best epoch  state
            --------  ---------  -------------------  ------  ----------  ------  ------------  --------  ----------  --------
            {second[..8]}  cnn-light  2026-03-02 12:00:00       3  12,939,077  1.35 G        0.7500    0.3333           3  finished
            {first[..8]}  cnn        2026-03-01 12:00:00       2  12,939,077  1.35 G        0.6667    0.5000           2  finished

            """, Output);
    }

    [Fact]
    public void A_model_may_be_asked_for()
    {
        TwoRuns(out var first, out _);

        Assert.Equal(0, Execute("runs", "--model", "CNN", "--json"));
        using var json = JsonDocument.Parse(Output);
        var run = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(first, run.GetProperty("run_id").GetString());
        Assert.Equal("2026-03-01T12:00:00Z", run.GetProperty("start_time").GetString());
        Assert.Equal(0.5, run.GetProperty("best_val_loss").GetDouble());
    }

    [Theory]
    [InlineData("No runs yet.")]
    [InlineData("No runs of 'vgg16'.", "--model", "vgg16")]
    public void No_runs_are_said_in_a_sentence(string expected, params string[] arguments)
    {
        Assert.Equal(0, Execute(["runs", .. arguments]));

        Assert.Equal(expected, Output.Trim());
        Assert.False(File.Exists("archspec.db"));
    }

    [Fact]
    public void A_killed_run_is_interrupted_and_a_living_one_running()
    {
        var store = new SqliteRunStore("archspec.db");
        using (var killed = new TrainingLog(store, _ => { }))
        {
            killed.OnStart(RunSamples.Run("runs/a"));
        }

        using var living = new TrainingLog(store, _ => { });
        living.OnStart(RunSamples.Run("runs/b", start: RunSamples.Start.AddDays(1)));

        Assert.Equal(0, Execute("runs"));
        var lines = Output.TrimEnd().Split('\n');
        Assert.EndsWith(" running", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(" interrupted", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("runs/a/", "runs/b")]
    [InlineData("cnn", "CNN-Light")]
    [InlineData("ID", "b")]
    public void Two_runs_are_compared_side_by_side(string one, string other)
    {
        TwoRuns(out var first, out var second);

        Assert.Equal(0, Execute("runs", "compare", one == "ID" ? first[..12] : one, other));
        Assert.Matches($"id +{first[..8]} +{second[..8]}\n", Output);
        Assert.Matches("parameters +12,939,077 +12,939,077 +1.0000\n", Output);
        Assert.Matches("best val accuracy +0.6667 +0.7500 +1.1250\n", Output);
        Assert.Matches("best val loss +0.5000 +0.3333 +0.6667\n", Output);
    }

    [Fact]
    public void A_run_that_is_not_there_is_one_error()
    {
        TwoRuns(out _, out _);

        Assert.Equal(1, Execute("runs", "compare", "cnn", "vgg16"));
        Assert.Equal(
            "error: No run 'vgg16': give the first digits of an id, the name of a run folder or the name of a model.\n", Error);
    }

    [Fact]
    public void Sync_sends_what_a_database_has_not_got_and_nothing_twice()
    {
        TwoRuns(out _, out _);
        File.Delete("archspec.db");

        Assert.Equal(0, Execute("runs", "sync", "runs/a", "runs/b"));
        Assert.Equal(0, Execute("runs", "sync"));

        Assert.Equal($"Sent 0 epochs to SQLite file {folder["archspec.db"]}.", Output.TrimEnd().Split('\n')[0]);
    }

    [Fact]
    public void Sync_names_a_folder_without_a_run()
    {
        Assert.Equal(1, Execute("runs", "sync", "nowhere"));

        Assert.Equal("warning: There is no run in 'nowhere'.\n", Error);
    }

    [Theory]
    [InlineData("runs")]
    [InlineData("runs", "sync")]
    [InlineData("runs", "compare", "a", "b")]
    public void A_bad_connection_string_is_one_error_without_the_password(params string[] arguments)
    {
        Environment.SetEnvironmentVariable(RunStores.Variable, "Server=h;Password=tops3cret");

        Assert.Equal(1, Execute(arguments));
        Assert.StartsWith("error: ARCHSPEC_DB holds no usable", Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Count(c => c == '\n'));
        Assert.DoesNotContain("tops3cret", Error + Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_that_is_down_leaves_the_runs_of_the_run_folders()
    {
        TwoRuns(out _, out _);
        Environment.SetEnvironmentVariable(RunStores.Variable, "Server=127.0.0.1;Port=1;Database=d;User ID=u;Password=tops3cret");

        Assert.Equal(0, Execute("runs"));
        Assert.Equal(4, Output.TrimEnd().Split('\n').Length);
        Assert.StartsWith("warning: MySQL at 127.0.0.1:1, database d, user u, TLS Preferred: ", Error, StringComparison.Ordinal);
        Assert.Equal(1, Error.Count(c => c == '\n'));
    }

    private string Output => console.Out.ToString()!;

    private string Error => console.Error.ToString()!;

    private static void TwoRuns(out string first, out string second)
    {
        var store = new SqliteRunStore("archspec.db");
        var one = RunSamples.Run("runs/a", "cnn");
        var two = RunSamples.Run("runs/b", "cnn-light", RunSamples.Start.AddDays(1));
        RunSamples.Log(store, one, 2);
        RunSamples.Log(store, two, 3);
        (first, second) = (one.Id, two.Id);
    }

    private int Execute(params string[] arguments) => CommandLine.Run(arguments, console);
}
