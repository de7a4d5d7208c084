namespace ArchSpec.Benchmarks;

/// <summary>What is said of a series of measurements.</summary>
internal static class Figures
{
    public static double Median(IReadOnlyCollection<double> values) => Quantile(values, 0.5);

    public static double Quantile(IReadOnlyCollection<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
