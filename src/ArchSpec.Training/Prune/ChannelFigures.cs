using System.Collections.Immutable;

namespace ArchSpec.Training.Prune;

/// <summary>What one channel class did at one tensor.</summary>
/// <param name="Zeros">How many of its values were 0.</param>
/// <param name="Values">How many values there were.</param>
/// <param name="Largest">The largest magnitude.</param>
/// <param name="FiredByLabel">For each label, the images on which a value was not 0.</param>
/// <param name="ImagesByLabel">For each label, all its images.</param>
internal sealed record ChannelFigures(
    long Zeros, long Values, double Largest, ImmutableArray<long> FiredByLabel, IReadOnlyList<int> ImagesByLabel)
{
    /// <summary>The average percentage of zeros (Hu et al. 2016), from 0 to 1.</summary>
    public double Apoz => (double)Zeros / Values;

    /// <summary>The images on which it fired.</summary>
    public long Fired => FiredByLabel.Sum();

    /// <summary>The label on whose images it fires most often, and on which share of them.</summary>
    public (int Label, double Share) MostFired => FiredByLabel
        .Select((fired, label) => (label, share: ImagesByLabel[label] == 0 ? 0 : (double)fired / ImagesByLabel[label]))
        .MaxBy(pair => pair.share);
}

/// <summary>What the channels of one tensor did.</summary>
/// <param name="Channels">By class.</param>
/// <param name="MeanSquares">E[a²] of each position of the last axis.</param>
/// <param name="Positions">The class of each position.</param>
internal sealed record TensorFigures(
    IReadOnlyDictionary<int, ChannelFigures> Channels, ImmutableArray<double> MeanSquares, ImmutableArray<int> Positions);
