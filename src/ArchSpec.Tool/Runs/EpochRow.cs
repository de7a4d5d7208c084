using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// One epoch as it is stored: a row of <c>training_logs</c> and one of <c>CNN_training_results</c>, tied to their run by
/// <c>archspec_epochs</c>. Times are UTC. Figures are null where they are not finite.
/// </summary>
public sealed record EpochRow
{
    /// <summary>The run's 32 hexadecimal digits.</summary>
    public required string RunId { get; init; }

    /// <summary>The spec's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>Counts from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>When the epoch began.</summary>
    public DateTime StartTime { get; init => field = UtcTime.Of(value); }

    /// <summary>When its validation ended.</summary>
    public DateTime EndTime { get; init => field = UtcTime.Of(value); }

    /// <summary>0 to 1.</summary>
    public double? TrainAccuracy { get; init; }

    /// <summary>0 to 1.</summary>
    public double? ValAccuracy { get; init; }

    /// <summary>Mean over the training images.</summary>
    public double? TrainLoss { get; init; }

    /// <summary>Mean over the validation images.</summary>
    public double? ValLoss { get; init; }

    /// <summary>At the end of the epoch.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Training images for each second.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>The row of an epoch that has just ended.</summary>
    public static EpochRow From(RunRow run, EpochResult epoch) => new()
    {
        RunId = run.RunId,
        ModelName = run.ModelName,
        Epoch = epoch.Epoch,
        StartTime = epoch.Start.UtcDateTime,
        EndTime = epoch.End.UtcDateTime,
        TrainAccuracy = FiniteOrNull(epoch.TrainAccuracy),
        ValAccuracy = FiniteOrNull(epoch.ValAccuracy),
        TrainLoss = FiniteOrNull(epoch.TrainLoss),
        ValLoss = FiniteOrNull(epoch.ValLoss),
        LearningRate = FiniteOrNull(epoch.LearningRate),
        ImagesPerSecond = FiniteOrNull(epoch.ImagesPerSecond),
    };

    // MySQL has neither NaN nor infinity: MySqlConnector would send the word NaN, which the server takes for a column name.
    private static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;
}
