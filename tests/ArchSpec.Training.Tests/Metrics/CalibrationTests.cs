using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public class CalibrationTests
{
    [Fact]
    public void Error_and_bins_are_those_of_an_example_by_hand()
    {
        // Two of four right at 0.8, one of one at 0.6: 4/5 · |0.8 − 0.5| + 1/5 · |0.6 − 1|.
        var probabilities = new Probabilities([0.8f, 0.2f, 0.8f, 0.2f, 0.2f, 0.8f, 0.2f, 0.8f, 0.6f, 0.4f], 2);

        var found = Calibration.Of(probabilities, [0, 0, 1, 1, 0], [0, 1, 1, 0, 0], bins: 5);

        Assert.Equal(0.32, found.Error, 1e-6);
        Assert.Equal([0, 0, 1, 4, 0], found.Bins.Select(bin => bin.Count)); // a border belongs to the bin below it
        Assert.Equal((0.5, 1.0), (found.Bins[3].Accuracy, found.Bins[2].Accuracy));
        Assert.Equal((0.8, 0.6), (found.Bins[3].Confidence, found.Bins[2].Confidence), new Near(1e-6));
        Assert.All(new[] { 0, 1, 4 }, empty => Assert.Equal((double.NaN, double.NaN), (found.Bins[empty].Confidence, found.Bins[empty].Accuracy)));
    }

    // scikit-learn's documentation of brier_score_loss: y = 0 1 1 0, p = 0.1 0.9 0.8 0.3 gives 0.0375.
    [Fact]
    public void The_Brier_score_of_two_classes_is_that_of_the_published_example()
    {
        var probabilities = new Probabilities([0.9f, 0.1f, 0.1f, 0.9f, 0.2f, 0.8f, 0.7f, 0.3f], 2);

        Assert.Equal(0.0375, Calibration.Of(probabilities, [0, 1, 1, 0], [0, 1, 1, 0]).Brier, 1e-6);
    }

    [Fact]
    public void The_Brier_score_of_more_classes_sums_over_them()
    {
        var probabilities = new Probabilities([0.7f, 0.2f, 0.1f, 0, 0, 1], 3);

        // (0.3² + 0.2² + 0.1² + 0² + 1² + 1²) / 2
        Assert.Equal((0.14 + 2) / 2, Calibration.Of(probabilities, [0, 2], [0, 1]).Brier, 1e-6);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 15)]
    [InlineData(3, 100)]
    public void Bins_hold_every_image_and_average_to_the_accuracy(ulong seed, int bins)
    {
        var (probabilities, labels) = RocTests.Sample(seed, 700, 5);
        List<int> predictions = [.. Enumerable.Range(0, 700).Select(image => Ranking.Top(probabilities.Of(image), 1)[0])];

        var found = Calibration.Of(probabilities, predictions, labels, bins);

        var filled = found.Bins.Where(bin => bin.Count > 0).ToList();
        Assert.Equal(700, found.Bins.Sum(bin => bin.Count));
        Assert.Equal(predictions.Zip(labels).Count(pair => pair.First == pair.Second), filled.Sum(bin => bin.Accuracy * bin.Count), 1e-9);
        Assert.All(filled, bin => Assert.InRange(bin.Confidence, bin.From - 1e-6, bin.To + 1e-6));
        Assert.Equal(filled.Sum(bin => bin.Count / 700.0 * Math.Abs(bin.Accuracy - bin.Confidence)), found.Error, 1e-12);
        Assert.Equal((0.0, 1.0), (found.Bins[0].From, found.Bins[^1].To));
    }

    [Fact]
    public void Sure_and_right_is_no_error_and_sure_and_wrong_the_largest()
    {
        var probabilities = new Probabilities([1, 0, 1, 0], 2);

        var (right, wrong) = (Calibration.Of(probabilities, [0, 0], [0, 0]), Calibration.Of(probabilities, [0, 0], [1, 1]));

        Assert.Equal((0.0, 0.0, 1.0, 1.0), (right.Error, right.Brier, wrong.Error, wrong.Brier));
    }

    [Fact]
    public void A_probability_that_is_no_number_makes_the_figures_none()
    {
        var found = Calibration.Of(new Probabilities([float.NaN, float.NaN, 0.4f, 0.6f], 2), [0, 1], [0, 1]);

        Assert.Equal((double.NaN, double.NaN, 1), (found.Error, found.Brier, found.Bins.Sum(bin => bin.Count)));
    }

    private sealed class Near(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) < tolerance && Math.Abs(x.Item2 - y.Item2) < tolerance;

        public int GetHashCode((double, double) value) => 0;
    }
}
