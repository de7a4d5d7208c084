using System.Text.Json;
using ArchSpec.Tool.Runs;
using ArchSpec.Tool.Tests.Runs;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary><c>runs</c> with its filters and orders.</summary>
[Collection(WorkingFolderCollection.Name)]
public sealed class RunsFilterTests : RunsTests
{
    private const string Group = "00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData("d c b a")]
    [InlineData("d c a", "--model", "CNN")]
    [InlineData("b", "--state", "failed")]
    [InlineData("d", "--state", "interrupted")]
    [InlineData("d c a", "--data", "0123")]
    [InlineData("b", "--data", "FFEE")]
    [InlineData("d c", "--since", "2026-03-03")]
    [InlineData("d", "--since", "2026-03-03 12:30")]
    [InlineData("d c b a", "--since", "36500d")]
    [InlineData("", "--since", "1h")]
    [InlineData("c a", "--group", "folds 2")]
    [InlineData("c a", "--group", "001122")]
    [InlineData("d c", "--limit", "2")]
    [InlineData("c b a d", "--sort", "accuracy")]
    [InlineData("c b", "--sort", "loss", "--limit", "2")]
    [InlineData("b d c a", "--sort", "params")]
    [InlineData("c", "--model", "cnn", "--sort", "accuracy", "--limit", "1", "--state", "finished")]
    public void Runs_are_chosen_and_ordered(string expected, params string[] options)
    {
        FourRuns();

        Assert.Equal((0, ""), (Execute(["runs", .. options, "--json"]), Error));

        using var json = JsonDocument.Parse(Output);
        Assert.Equal(expected, string.Join(' ', json.RootElement.EnumerateArray().Select(run => Path.GetFileName(run.GetProperty("folder").GetString()))));
    }

    [Theory]
    [InlineData("No runs of 'vgg16' that are stopped early since 2026-01-02 00:00:00 UTC on data 12 in group 'x'.",
        "--model", "vgg16", "--state", "stopped-early", "--since", "2026-01-02", "--data", "12", "--group", "x")]
    public void A_choice_without_runs_is_said(string expected, params string[] options)
    {
        FourRuns();

        Assert.Equal(0, Execute(["runs", .. options]));
        Assert.Equal(expected, Output.Trim());
    }

    [Fact]
    public void Members_of_a_group_are_shown_as_such()
    {
        FourRuns();

        Assert.Equal(0, Execute(["runs"]));
        var lines = Output.TrimEnd().Split('\n');
        Assert.EndsWith("state        group    member", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            ["interrupted  -        -", "finished     folds 2  fold 2/2", "failed       -        -", "finished     folds 2  fold 1/2"],
            lines[2..].Select(line => line[lines[0].IndexOf("state", StringComparison.Ordinal)..]));
    }

    [Theory]
    [InlineData("--since takes a date", "--since", "yesterday")]
    [InlineData("--since takes a date", "--since", "7")]
    [InlineData("--since takes a date", "--since", "999999d")]
    [InlineData("'dead'", "--state", "dead")]
    [InlineData("'name'", "--sort", "name")]
    [InlineData("--limit", "--limit", "0")]
    public void A_wrong_option_is_a_usage_error(string expected, params string[] options)
    {
        Assert.Equal(2, Execute(["runs", .. options]));

        Assert.Contains(expected, Error, StringComparison.Ordinal);
    }

    private static void FourRuns()
    {
        Log("a", "cnn", 0, 1, run => run with { Group = new RunGroup(Group, "folds 2", "fold 1/2") });
        var failed = RunSamples.Run("runs/b", "cnn-light", RunSamples.Start.AddDays(1)) with { DataFingerprint = "ffeeddcc", Parameters = 100 };
        using (var log = new TrainingLog(Store, _ => { }, RunSamples.Impatient))
        {
            log.OnStart(failed);
            log.OnEpoch(RunSamples.Epoch(2));
            log.OnEnd(RunSamples.Outcome(RunSamples.Epoch(2), "the loss is NaN"));
        }

        Log("c", "cnn", 2, 3, run => run with { Group = new RunGroup(Group, "folds 2", "fold 2/2") });
        using var killed = new TrainingLog(Store, _ => { }, RunSamples.Impatient);
        killed.OnStart(RunSamples.Run("runs/d", "cnn", RunSamples.Start.AddDays(3)));
    }
}
