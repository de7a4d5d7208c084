namespace ArchSpec.Training.Metrics;

/// <summary>The mean of a few measurements, and the interval in which the true mean lies with 95 % confidence.</summary>
/// <param name="Mean">Of the measurements.</param>
/// <param name="HalfWidth">From the mean to each end of the interval; NaN for fewer than two measurements.</param>
public sealed record MeanInterval(double Mean, double HalfWidth)
{
    // Student's t, 0.975 quantiles for 1 to 30 degrees of freedom; source: Fisher and Yates, Statistical Tables, table III.
    private static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    /// <summary>The interval of Student's t distribution: mean ± t · s / √n.</summary>
    public static MeanInterval Of(IReadOnlyCollection<double> values)
    {
        var mean = values.Average();
        if (values.Count < 2)
        {
            return new MeanInterval(mean, double.NaN);
        }

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        var t = values.Count - 2 < Quantiles.Length ? Quantiles[values.Count - 2] : 1.96 + (2.5 / (values.Count - 1));
        return new MeanInterval(mean, t * deviation / Math.Sqrt(values.Count));
    }
}
