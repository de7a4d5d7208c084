using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public sealed class WilsonIntervalTests
{
    // Of R's prop.test(right, all, correct = FALSE).
    [Theory]
    [InlineData(57, 57, 0.93686, 1)]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(81, 263, 0.25529, 0.36623)]
    [InlineData(1, 2, 0.09453, 0.90547)]
    public void It_is_the_published_one(int right, int all, double low, double high)
    {
        var interval = WilsonInterval.Of(right, all);

        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    [Fact]
    public void It_holds_the_share_that_was_seen_and_gets_narrower_with_more_images()
    {
        for (var all = 1; all < 60; all++)
        {
            for (var right = 0; right <= all; right++)
            {
                var (one, more) = (WilsonInterval.Of(right, all), WilsonInterval.Of(10 * right, 10 * all));
                Assert.InRange((double)right / all, one.Low - 1e-12, one.High + 1e-12);
                Assert.True(more.High - more.Low < one.High - one.Low);
                Assert.True(one is { Low: >= 0, High: <= 1 });
            }
        }
    }
}
