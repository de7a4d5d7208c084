using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Runs;

/// <summary>
/// Is told what happens in a training run: console progress, run stores, CSV and checkpoints are observers.
/// An observer that throws is reported once and left out of the rest of the run; it never ends the training.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>Before the first epoch.</summary>
    void OnStart(RunInfo run)
    {
    }

    /// <summary>
    /// Before the epoch that follows them: the epochs that a resumed run has behind it, or none where training begins anew. They
    /// replace what was told before.
    /// </summary>
    void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
    }

    /// <summary>After a training batch; called from the training thread, so it must be quick.</summary>
    void OnBatch(BatchProgress progress)
    {
    }

    /// <summary>After an epoch's validation.</summary>
    void OnEpoch(EpochResult epoch)
    {
    }

    /// <summary>Once, however training ends.</summary>
    void OnEnd(RunOutcome outcome)
    {
    }
}

/// <summary>Where an epoch stands after a batch.</summary>
/// <param name="Epoch">Counts from 1.</param>
/// <param name="Epochs">The most epochs there will be.</param>
/// <param name="Batch">Batches done in this epoch.</param>
/// <param name="Batches">Batches in an epoch.</param>
/// <param name="Loss">Mean of the epoch so far.</param>
/// <param name="Accuracy">Of the epoch so far, 0 to 1.</param>
/// <param name="ImagesPerSecond">In this epoch so far.</param>
/// <param name="Left">Estimated time to the end of this epoch's training part.</param>
public readonly record struct BatchProgress(
    int Epoch, int Epochs, int Batch, int Batches, double Loss, double Accuracy, double ImagesPerSecond, TimeSpan Left);

/// <summary>How a run ended.</summary>
/// <param name="End">UTC.</param>
/// <param name="BestEpoch">The epoch whose weights were kept, from 1; null where no epoch finished.</param>
/// <param name="StoppedEarly">True where early stopping ended the run.</param>
/// <param name="Failure">Why the run ended before its time, or null.</param>
public sealed record RunOutcome(DateTimeOffset End, EpochResult? BestEpoch, bool StoppedEarly, string? Failure)
{
    /// <summary>Whether the weights at the end are the optimizer's moving averages, which no epoch has had.</summary>
    public bool Averaged { get; init; }

    /// <summary>Whether the weights at the end are those of the best epoch.</summary>
    public bool EndsWithBest { get; init; }

    /// <summary>Of which kind <see cref="Failure"/> is; null where there is none, and where an error ended the run.</summary>
    public EndReason? Reason { get; init; }

    /// <summary>How often training began again with another seed.</summary>
    public int Restarts { get; init; }

    /// <summary>Why the last checkpoint could not be written, or null.</summary>
    public string? Unwritten { get; init; }
}
