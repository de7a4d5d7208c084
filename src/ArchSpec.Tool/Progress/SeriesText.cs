using System.Globalization;
using ArchSpec.Tool.Runs;
using ArchSpec.Training.Metrics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>What a person reads at the end of a series of runs.</summary>
internal static class SeriesText
{
    /// <summary>Shows the runs side by side, with their mean where they are to be alike, else with the best.</summary>
    /// <returns>The exit code.</returns>
    public static int End(RunSeries series, IReadOnlyList<SeriesResult> results, bool interrupted, Action<string> say, TextWriter output)
    {
        Table(results).WriteTo(output);
        var judged = results.Where(result => result.Best is not null).ToList();
        if (judged.Count > 0)
        {
            say(series.Plan.IsSweep ? Best(judged) : Mean(judged));
        }

        say($"The table is {Path.Combine(series.Folder, "results.csv")}");
        if (interrupted)
        {
            say($"{results.Count} of {series.Plan.Members.Count} runs have begun; the series goes on from here with --resume {series.Folder}");
            return ExitCodes.Interrupted;
        }

        return results.All(result => result.Failure is null) ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static TextTable Table(IEnumerable<SeriesResult> results)
    {
        var table = new TextTable("run", "best epoch>", "val accuracy>", "val loss>", "folder", "state");
        foreach (var result in results)
        {
            table.Add(
                result.Name, RunText.Epoch(result.Best?.Epoch), RunText.Figure(result.Best?.ValAccuracy), RunText.Figure(result.Best?.ValLoss),
                Path.GetFileName(result.Folder), result.Failure ?? "finished");
        }

        return table;
    }

    private static string Mean(List<SeriesResult> results)
    {
        var (accuracy, loss) = (MeanInterval.Of([.. results.Select(result => result.Best!.ValAccuracy)]), MeanInterval.Of([.. results.Select(result => result.Best!.ValLoss)]));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Mean of {results.Count} runs: val_accuracy {accuracy.Mean:F4} ± {accuracy.HalfWidth:F4}, val_loss {loss.Mean:F4} ± {loss.HalfWidth:F4} (95 % interval of the mean, Student's t)");
    }

    private static string Best(List<SeriesResult> results)
    {
        var best = results.MaxBy(result => result.Best!.ValAccuracy)!;
        return string.Create(CultureInfo.InvariantCulture, $"Best: {best.Name}, val_accuracy {best.Best!.ValAccuracy:F4}, val_loss {best.Best.ValLoss:F4}");
    }
}
