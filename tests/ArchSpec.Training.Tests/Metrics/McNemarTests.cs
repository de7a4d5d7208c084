using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

/// <summary>McNemar's exact test. Expected values: <c>scipy.stats.binomtest(min(b, c), b + c).pvalue</c>, and sums by hand.</summary>
public sealed class McNemarTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 6, 0.03125)] // 2 / 64
    [InlineData(3, 3, 1)]
    [InlineData(1, 9, 0.021484375)] // 2 · (1 + 10) / 1024
    [InlineData(5, 1, 0.21875)] // 2 · (1 + 6) / 64
    public void The_probability_is_that_of_the_binomial_distribution(int first, int second, double expected) =>
        Assert.Equal(expected, new McNemar(first, second).PValue, 1e-12);

    [Fact]
    public void Many_images_are_no_trouble()
    {
        Assert.Equal(1, new McNemar(5_000, 5_000).PValue);
        Assert.InRange(new McNemar(4_000, 6_000).PValue, 0, 1e-80);
        Assert.InRange(new McNemar(4_900, 5_100).PValue, 0.045, 0.0475); // two standard deviations
    }

    [Fact]
    public void Only_images_that_one_alone_has_right_count()
    {
        var test = McNemar.Of([true, true, false, false, true], [true, false, false, true, false]);

        Assert.Equal((2, 1), (test.OnlyFirst, test.OnlySecond));
        Assert.Throws<ArgumentException>(() => McNemar.Of([true], []));
    }
}
