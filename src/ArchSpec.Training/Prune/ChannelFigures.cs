using System.Collections.Immutable;

namespace ArchSpec.Training.Prune;

/// <summary>What one channel class did at one tensor.</summary>
/// <param name="Zeros">How many of its values were 0.</param>
/// <param name="Values">How many values there were.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="FiredByLabel">For each label, the images on which a value was not 0.</param>
/// <param name="ImagesByLabel">For each label, all its images.</param>
internal sealed record ChannelFigures(
    long Zeros, long Values, double Minimum, double Maximum, ImmutableArray<long> FiredByLabel, IReadOnlyList<int> ImagesByLabel)
{
    /// <summary>The mean of its values.</summary>
    public double Mean { get; init; }

    /// <summary>The mean of their squares.</summary>
    public double MeanSquare { get; init; }

    /// <summary>The largest magnitude.</summary>
    public double Largest => Math.Max(Math.Abs(Minimum), Math.Abs(Maximum));

    /// <summary>The average percentage of zeros (Hu et al. 2016), from 0 to 1.</summary>
    public double Apoz => (double)Zeros / Values;

    /// <summary>The images on which it fired.</summary>
    public long Fired => FiredByLabel.Sum();

    /// <summary>All images.</summary>
    public long Images => ImagesByLabel.Sum();

    /// <summary>The label on whose images it fires most often, and on which share of them.</summary>
    public (int Label, double Share) MostFired => FiredByLabel
        .Select((fired, label) => (label, share: ImagesByLabel[label] == 0 ? 0 : (double)fired / ImagesByLabel[label]))
        .MaxBy(pair => pair.share);

    /// <summary>
    /// Of a channel that never fired: on how many of all such images it may fire at most, at 95% confidence, as a share: 1 - 0.05^(1/n),
    /// about 3 / n (the rule of three, Hanley and Lippman-Hand 1983).
    /// </summary>
    public double RateAtMost => 1 - Math.Pow(0.05, 1.0 / Math.Max(1, Images));
}

/// <summary>What the channels of one tensor did.</summary>
/// <param name="Channels">By class.</param>
/// <param name="MeanSquares">E[a²] of each position of the last axis.</param>
/// <param name="Positions">The class of each position.</param>
internal sealed record TensorFigures(
    IReadOnlyDictionary<int, ChannelFigures> Channels, ImmutableArray<double> MeanSquares, ImmutableArray<int> Positions)
{
    /// <summary>E[a] of each position.</summary>
    public required ImmutableArray<double> Means { get; init; }

    /// <summary>The smallest value of each position.</summary>
    public required ImmutableArray<double> Minima { get; init; }

    /// <summary>The largest value of each position.</summary>
    public required ImmutableArray<double> Maxima { get; init; }

    /// <summary>The places of a class.</summary>
    public IEnumerable<int> PlacesOf(int channelClass) =>
        Enumerable.Range(0, Positions.Length).Where(position => Positions[position] == channelClass);
}
