using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Checkpoints;

/// <summary>Where a training stands, besides its tensors.</summary>
public sealed record CheckpointState
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The seed of order, dropout and first weights; another than the run's where it began again.</summary>
    public required long Seed { get; init; }

    /// <summary>How often training began again with another seed.</summary>
    public int Restarts { get; init; }

    /// <summary>The epochs that are done, whose figures early stopping and the plateau's rate follow from.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The batches that are done of the epoch after them.</summary>
    public int Batch { get; init; }

    /// <summary>The sum of the losses of these batches.</summary>
    public double Loss { get; init; }

    /// <summary>How many images of these batches were right.</summary>
    public double Correct { get; init; }

    /// <summary>When the epoch under way began, UTC.</summary>
    public DateTimeOffset EpochStart { get; init; }

    /// <summary>Seconds of training in the epoch under way.</summary>
    public double EpochSeconds { get; init; }

    /// <summary>The optimizer's steps.</summary>
    public long Steps { get; init; }

    /// <summary>The learning rate where a plateau has set it, else null.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Whether the run has come to its end, by its last epoch or by early stopping.</summary>
    public bool IsFinished { get; init; }

    /// <summary>The threads that libtorch computes with: sums of other numbers of threads differ in their last bits.</summary>
    public int Threads { get; init; }

    /// <summary>The data set's fingerprint.</summary>
    public string DataFingerprint { get; init; } = "";
}
