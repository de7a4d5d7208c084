using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;
using ArchSpec.Training.Sessions;
using McMaster.Extensions.CommandLineUtils;

namespace ArchSpec.Tool.Progress;

/// <summary>What a person reads about epochs and the end of a run.</summary>
internal static class TrainingText
{
    /// <summary>Keras's words for an epoch's figures.</summary>
    public static string Figures(EpochResult epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"accuracy: {epoch.TrainAccuracy:F4} - loss: {epoch.TrainLoss:F4} - val_accuracy: {epoch.ValAccuracy:F4} - val_loss: {epoch.ValLoss:F4}");

    /// <summary>Says how a run ended.</summary>
    /// <returns>The exit code.</returns>
    public static int End(TrainingReport report, Action<string> say, IConsole console)
    {
        var (folder, outcome) = (report.Folder, report.Outcome);
        if (outcome.BestEpoch is { } best)
        {
            say($"Best epoch {best.Epoch}: {Figures(best)}");
            if (!File.Exists(folder.BestWeights))
            {
                console.Error.WriteLine($"error: the weights of the best epoch could not be written to {Printable.Name(folder.BestWeights)}");
                return ExitCodes.Failed;
            }

            say($"Its weights are {folder.BestWeights}; curves, history and settings are beside them.");
        }

        if (report.Unwritten is { } unwritten)
        {
            console.Error.WriteLine($"error: not all of the run could be written to {Printable.Name($"{folder.Path}: {unwritten}")}");
        }

        if (outcome.Failure is null)
        {
            return report.Unwritten is null ? ExitCodes.Ok : ExitCodes.Failed;
        }

        console.Error.WriteLine($"error: training ended before its time: {outcome.Failure}");
        if (outcome.Reason == EndReason.Interrupted)
        {
            say($"It goes on from here with: {RootCommand.Name} train --resume {folder.Path}");
            return ExitCodes.Interrupted;
        }

        return ExitCodes.Failed;
    }

    /// <summary>A length of time as Keras's progress bar has it: <c>42s</c>, <c>3:07</c>, <c>1:02:03</c>.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds):F0}s"),
        { TotalHours: < 1 } => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}"),
    };
}
