using System.Globalization;
using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>How a training ends: which weights the network has then, and what is said of it.</summary>
/// <param name="attempt">The training.</param>
/// <param name="options">Its settings.</param>
/// <param name="end">Why it ended before its time, or null.</param>
internal sealed class TrainingEnd(TrainingAttempt attempt, TrainingOptions options, EarlyEnd? end)
{
    private readonly bool _averages = attempt.Optimizer.Averages;
    private readonly bool _restoresBest = options.EarlyStopping?.RestoreBestWeights ?? !attempt.Optimizer.Averages;

    // The last epoch's weights are in the network already.
    private readonly bool _bestIsLast = end is null && attempt.Stopping.Best?.Epoch == attempt.History.Count;

    /// <summary>Sets the network's last weights: the best epoch's, or the optimizer's averages.</summary>
    /// <param name="report">Takes messages for the person.</param>
    public RunOutcome Finish(Action<string> report)
    {
        var averaged = SetWeights(report);
        var stoppedEarly = attempt.Stopping.ShouldStop && attempt.History.Count < options.Epochs;
        return new RunOutcome(DateTimeOffset.UtcNow, attempt.Stopping.Best, stoppedEarly, end?.Message)
        {
            Averaged = averaged,
            EndsWithBest = !averaged && (_bestIsLast || _restoresBest),
            Reason = end?.Reason,
            Restarts = attempt.Restarts,
        };
    }

    // As Keras, where early stopping that restores the best weights wins over the optimizer's averages.
    private bool SetWeights(Action<string> report)
    {
        if (_averages && !_restoresBest && end is null or { Reason: EndReason.Interrupted })
        {
            attempt.Optimizer.SetToAverages();
            return true;
        }

        if (attempt.BestWeights is { } best && (_restoresBest || _averages) && !_bestIsLast)
        {
            best.Restore();
            report(string.Create(CultureInfo.InvariantCulture, $"Restoring model weights from the end of the best epoch: {attempt.Stopping.Best!.Epoch}."));
        }

        return false;
    }
}
