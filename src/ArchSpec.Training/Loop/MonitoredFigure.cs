using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>A figure of the epochs that is to get better: accuracies by rising, losses by falling.</summary>
/// <param name="Name"><c>val_loss</c>, <c>val_accuracy</c>, <c>loss</c> or <c>accuracy</c>.</param>
/// <param name="MinDelta">By how much it must get better to count.</param>
internal sealed record MonitoredFigure(string Name, double MinDelta)
{
    /// <summary>The figure of an epoch.</summary>
    public double Of(EpochResult epoch) => Name switch
    {
        "loss" => epoch.TrainLoss,
        "accuracy" => epoch.TrainAccuracy,
        "val_accuracy" => epoch.ValAccuracy,
        _ => epoch.ValLoss,
    };

    /// <summary>Whether a value is better than the best so far; a first one is, unless it is not a number.</summary>
    public bool IsBetter(double value, double? best)
    {
        if (best is not { } before || double.IsNaN(value))
        {
            return !double.IsNaN(value);
        }

        return (Name.EndsWith("accuracy", StringComparison.Ordinal) ? value - before : before - value) > MinDelta;
    }
}
