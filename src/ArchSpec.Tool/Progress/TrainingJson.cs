using System.Text.Json.Nodes;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>How trainings ended, for programs.</summary>
internal static class TrainingJson
{
    /// <summary>A run.</summary>
    public static string Of(TrainingReport report)
    {
        var (folder, outcome) = (report.Folder, report.Outcome);
        return Text(new JsonObject
        {
            ["folder"] = folder.Path,
            ["state"] = State(outcome),
            ["failure"] = outcome.Failure ?? report.Unwritten,
            ["best"] = Of(outcome.BestEpoch),
            ["best_weights"] = Existing(folder.BestWeights),
            ["report"] = Existing(folder.Report),
        });
    }

    /// <summary>A series of runs: with the mean where they are to be alike.</summary>
    public static string Of(RunSeries series, IReadOnlyList<SeriesResult> results) => Text(new JsonObject
    {
        ["folder"] = series.Folder,
        ["name"] = series.Plan.Name,
        ["planned"] = series.Plan.Members.Count,
        ["runs"] = new JsonArray([.. results.Select(result => (JsonNode)new JsonObject
        {
            ["name"] = result.Name,
            ["folder"] = result.Folder,
            ["failure"] = result.Failure,
            ["best"] = Of(result.Best),
        })]),
        ["mean"] = series.Plan.IsSweep ? null : Mean([.. results.Select(result => result.Best).OfType<EpochResult>()]),
        ["table"] = Path.Combine(series.Folder, "results.csv"),
    });

    private static string State(RunOutcome outcome) =>
        outcome.Reason == EndReason.Interrupted ? RunState.Interrupted
        : outcome.Failure is not null ? RunState.Failed
        : outcome.StoppedEarly ? RunState.StoppedEarly
        : RunState.Finished;

    private static JsonObject? Of(EpochResult? epoch) => epoch is null ? null : new JsonObject
    {
        ["epoch"] = epoch.Epoch,
        ["train_accuracy"] = Number(epoch.TrainAccuracy),
        ["train_loss"] = Number(epoch.TrainLoss),
        ["val_accuracy"] = Number(epoch.ValAccuracy),
        ["val_loss"] = Number(epoch.ValLoss),
    };

    private static JsonObject? Mean(List<EpochResult> best) => best.Count == 0 ? null : new JsonObject
    {
        ["val_accuracy"] = Of(MeanInterval.Of([.. best.Select(epoch => epoch.ValAccuracy)])),
        ["val_loss"] = Of(MeanInterval.Of([.. best.Select(epoch => epoch.ValLoss)])),
    };

    private static JsonObject Of(MeanInterval interval) => new() { ["mean"] = Number(interval.Mean), ["half_width"] = Number(interval.HalfWidth) };

    private static string? Existing(string file) => File.Exists(file) ? file : null;

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;

    private static string Text(JsonNode json) => JsonResult.Text(json) + "\n";
}
