using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public class RankingTests
{
    [Fact]
    public void Classes_come_by_their_probability_and_then_by_their_label() =>
        Assert.Equal([2, 0, 3, 1], Ranking.Top([0.2f, 0.1f, 0.5f, 0.2f], 9));

    [Fact]
    public void What_is_not_a_number_comes_last() => Assert.Equal([1, 2, 0], Ranking.Top([float.NaN, 0.5f, 0], 3));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void The_top_accuracy_is_what_counting_in_the_ranking_gives(int count)
    {
        var (probabilities, labels) = RocTests.Sample(8, 300, 12);

        var expected = Enumerable.Range(0, 300).Count(image => Ranking.Top(probabilities.Of(image), count).Contains(labels[image])) / 300.0;

        Assert.Equal(expected, Ranking.TopAccuracy(probabilities, labels, count));
        Assert.Equal(1, Ranking.TopAccuracy(probabilities, labels, 12));
        Assert.InRange(expected, 0.05, 0.99); // the sample tells the counts apart
    }

    [Fact]
    public void An_image_without_numbers_is_not_right() =>
        Assert.Equal(0, Ranking.TopAccuracy(new Probabilities([float.NaN, float.NaN, float.NaN], 3), [0], 2));
}
