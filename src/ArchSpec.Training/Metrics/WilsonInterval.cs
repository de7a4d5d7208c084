namespace ArchSpec.Training.Metrics;

/// <summary>
/// Where the true share lies with a probability of 95%, given how many of some were right. Unlike the normal approximation it stays
/// within 0 and 1, and says something where all or none were right. Source: E. B. Wilson, "Probable inference, the law of succession,
/// and statistical inference", JASA 22 (1927).
/// </summary>
/// <param name="Low">0 to 1.</param>
/// <param name="High">0 to 1.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    private const double Z = 1.959963984540054; // the normal distribution's 97.5% quantile

    /// <summary>The interval for some right of all.</summary>
    /// <param name="right">0 to <paramref name="all"/>.</param>
    /// <param name="all">At least 1.</param>
    public static WilsonInterval Of(int right, int all)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(all, 1);
        var (share, z2) = ((double)right / all, Z * Z);
        var middle = (share + (z2 / (2 * all))) / (1 + (z2 / all));
        var half = Z / (1 + (z2 / all)) * Math.Sqrt((share * (1 - share) / all) + (z2 / (4.0 * all * all)));
        return new WilsonInterval(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
