using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public sealed class MeanIntervalTests
{
    [Fact]
    public void Three_values_as_by_hand()
    {
        var interval = MeanInterval.Of([1.0, 2.0, 3.0]);

        Assert.Equal(2, interval.Mean);
        Assert.Equal(4.303 * 1 / Math.Sqrt(3), interval.HalfWidth, 1e-12);
    }

    [Fact]
    public void One_value_has_no_interval() => Assert.True(double.IsNaN(MeanInterval.Of([0.5]).HalfWidth));

    /// <summary>Of many samples of a normal distribution the interval misses the true mean in one of 20.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void It_covers_the_true_mean_in_95_of_100(int count)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        var covered = Enumerable.Range(0, 20_000).Count(_ =>
        {
            var interval = MeanInterval.Of([.. Enumerable.Range(0, count).Select(_ => Normal())]);
            return Math.Abs(interval.Mean) <= interval.HalfWidth;
        });

        Assert.InRange(covered / 20_000.0, 0.945, 0.955);
    }
}
