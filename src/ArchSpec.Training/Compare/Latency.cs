namespace ArchSpec.Training.Compare;

/// <summary>How long a network takes for a batch.</summary>
/// <param name="MedianMs">Milliseconds for one batch, the median of the rounds.</param>
/// <param name="SpreadMs">The interquartile range of the rounds, in milliseconds: the middle half of them lies within it.</param>
/// <param name="LeastMs">The shortest time, in milliseconds: what other programs do changes it least.</param>
/// <param name="BatchSize">Images in a batch.</param>
/// <param name="Rounds">How often it was measured.</param>
public sealed record Latency(double MedianMs, double SpreadMs, double LeastMs, int BatchSize, int Rounds)
{
    /// <summary>Whether the times vary so much that their median says little: other programs have used the processor.</summary>
    public bool IsUnsteady => SpreadMs > MedianMs / 2;

    /// <summary>Of the times of some rounds, in milliseconds.</summary>
    internal static Latency Of(IReadOnlyList<double> times, int batchSize)
    {
        var sorted = times.Order().ToList();
        return new Latency(Quantile(sorted, 0.5), Quantile(sorted, 0.75) - Quantile(sorted, 0.25), sorted[0], batchSize, times.Count);
    }

    /// <summary>Between the two values that are nearest, as NumPy's default does it.</summary>
    internal static double Quantile(IReadOnlyList<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

/// <summary>How the times of two networks compare.</summary>
/// <param name="OfMedians">The second's median time divided by the first's: below 1 the second is faster.</param>
/// <param name="Low">A quarter of the rounds has a smaller ratio: the two times of a round were measured one right after the other.</param>
/// <param name="High">A quarter of the rounds has a larger ratio.</param>
/// <param name="OfLeast">The second's shortest time divided by the first's.</param>
public sealed record LatencyRatio(double OfMedians, double Low, double High, double OfLeast)
{
    /// <summary>Of the times of the same rounds.</summary>
    internal static LatencyRatio Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        var ratios = second.Zip(first, (other, one) => other / one).Order().ToList();
        return new LatencyRatio(
            Latency.Quantile([.. second.Order()], 0.5) / Latency.Quantile([.. first.Order()], 0.5),
            Latency.Quantile(ratios, 0.25),
            Latency.Quantile(ratios, 0.75),
            second.Min() / first.Min());
    }
}

/// <summary>The times of some networks that were measured together.</summary>
/// <param name="Latencies">One for each network.</param>
/// <param name="Ratios">Each network's times to those of the first; the first's own is 1.</param>
public sealed record LatencyComparison(IReadOnlyList<Latency> Latencies, IReadOnlyList<LatencyRatio> Ratios);
