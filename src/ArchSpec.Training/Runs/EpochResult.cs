namespace ArchSpec.Training.Runs;

/// <summary>The figures of one finished epoch.</summary>
/// <param name="Epoch">Counts from 1.</param>
/// <param name="Start">UTC.</param>
/// <param name="End">UTC, after validation.</param>
/// <param name="TrainLoss">Mean over the epoch's images; NaN where training diverged.</param>
/// <param name="TrainAccuracy">0 to 1.</param>
/// <param name="ValLoss">Mean over the validation images.</param>
/// <param name="ValAccuracy">0 to 1.</param>
/// <param name="LearningRate">At the end of the epoch.</param>
/// <param name="ImagesPerSecond">Training images for each second of the training part of the epoch.</param>
public sealed record EpochResult(
    int Epoch,
    DateTimeOffset Start,
    DateTimeOffset End,
    double TrainLoss,
    double TrainAccuracy,
    double ValLoss,
    double ValAccuracy,
    double LearningRate,
    double ImagesPerSecond)
{
    /// <summary>The share of the training part of the epoch that stood still for want of images, 0 to 1; null where it was not measured.</summary>
    public double? DataWait { get; init; }

    /// <summary>Whether it is the best epoch so far, by what early stopping monitors; its weights are the ones to keep.</summary>
    public bool IsBest { get; init; }
}
