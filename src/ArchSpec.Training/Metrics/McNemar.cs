namespace ArchSpec.Training.Metrics;

/// <summary>
/// McNemar's exact test: whether two models that saw the same images are right equally often. Only the images that one of them has right and
/// the other wrong say something; where both are equally good, each is right on a half of these. Source: Q. McNemar, "Note on the sampling
/// error of the difference between correlated proportions or percentages", Psychometrika 12 (1947), with the binomial distribution itself in
/// the place of its approximation.
/// </summary>
/// <param name="OnlyFirst">Images that the first model alone has right.</param>
/// <param name="OnlySecond">Images that the second alone has right.</param>
public sealed record McNemar(int OnlyFirst, int OnlySecond)
{
    /// <summary>
    /// The probability of a difference at least as large, in either direction, where both models were equally good: a small one, such as
    /// below 0.05, says that they are not.
    /// </summary>
    public double PValue { get; } = TwoSided(OnlyFirst, OnlySecond);

    /// <summary>Compares what two models made of the same images.</summary>
    /// <param name="first">For each image, whether the first is right.</param>
    /// <param name="second">The same for the second.</param>
    /// <exception cref="ArgumentException">They are not of equally many images.</exception>
    public static McNemar Of(IReadOnlyList<bool> first, IReadOnlyList<bool> second)
    {
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"{first.Count} and {second.Count} images are not the same", nameof(second));
        }

        var pairs = first.Zip(second).ToList();
        return new McNemar(pairs.Count(pair => pair is (true, false)), pairs.Count(pair => pair is (false, true)));
    }

    // 2 · P(X ≤ the smaller one), X of a binomial distribution with a half each; in logarithms, since 2^-2000 is 0 as a double.
    private static double TwoSided(int first, int second)
    {
        var (all, fewer) = (first + second, Math.Min(first, second));
        var (sum, choose) = (0.0, 0.0);
        for (var k = 0; k <= fewer; k++)
        {
            sum += Math.Exp(choose - (all * Math.Log(2)));
            choose += Math.Log(all - k) - Math.Log(k + 1);
        }

        return Math.Min(1, 2 * sum);
    }
}
