using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

/// <summary>Curves and areas against a published example and against counting every pair of images.</summary>
public class RocTests
{
    // scikit-learn's documentation of roc_curve: y = 1 1 2 2, scores = 0.1 0.4 0.35 0.8, pos_label = 2; roc_auc_score 0.75.
    [Fact]
    public void The_curve_is_that_of_the_published_example()
    {
        var curve = RocCurve.Of("2", [0.1f, 0.4f, 0.35f, 0.8f], [false, false, true, true]);

        Assert.Equal([(0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1)], curve.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)));
        Assert.Equal([double.PositiveInfinity, 0.8f, 0.4f, 0.35f, 0.1f], curve.Points.Select(point => point.Threshold));
        Assert.Equal(0.75, curve.Area);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 10)]
    [InlineData(4, 1000)]
    public void The_area_is_the_chance_that_a_positive_has_the_higher_score(ulong seed, int distinctScores)
    {
        var (scores, isPositive) = Draw(seed, 400, distinctScores);

        var curve = RocCurve.Of("a", scores, isPositive);

        Assert.Equal(MannWhitney(scores, isPositive), curve.Area, 1e-12);
        Assert.Equal(curve.Area, RocCurve.AreaBelow(curve.Points), 1e-12); // the corners alone have the same area
        Assert.All(curve.Points.Zip(curve.Points.Skip(1)), pair => Assert.True(
            pair.First.FalsePositiveRate <= pair.Second.FalsePositiveRate && pair.First.TruePositiveRate <= pair.Second.TruePositiveRate && pair.First.Threshold > pair.Second.Threshold));
    }

    [Fact]
    public void Scores_that_are_all_alike_are_the_diagonal()
    {
        var curve = RocCurve.Of("a", [0.5f, 0.5f, 0.5f], [true, false, false]);

        Assert.Equal([(0, 0), (1, 1)], curve.Points.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)));
        Assert.Equal(0.5, curve.Area);
    }

    [Fact]
    public void Scores_turned_round_have_the_rest_of_the_area()
    {
        var (scores, isPositive) = Draw(9, 300, 50);

        var turned = RocCurve.Of("a", [.. scores.Select(score => 1 - score)], isPositive);

        Assert.Equal(1, RocCurve.Of("a", scores, isPositive).Area + turned.Area, 1e-12);
    }

    [Theory]
    [InlineData(true, true, 0.5f)]
    [InlineData(false, false, 0.5f)]
    [InlineData(true, false, float.NaN)]
    public void Without_both_kinds_of_images_or_with_a_score_that_is_no_number_there_is_no_curve(bool first, bool second, float score)
    {
        var curve = RocCurve.Of("a", [0.2f, score], [first, second]);

        Assert.Empty(curve.Points);
        Assert.Equal(double.NaN, curve.Area);
    }

    [Fact]
    public void Each_class_is_set_against_the_rest_and_the_mean_curve_has_the_mean_area()
    {
        var (probabilities, labels) = Sample(5, 500, 4);

        var roc = Roc.Of(probabilities, labels, ["a", "b", "c", "d"]);

        for (var label = 0; label < 4; label++)
        {
            float[] scores = [.. Enumerable.Range(0, 500).Select(image => probabilities[image, label])];
            Assert.Equal(MannWhitney(scores, [.. labels.Select(actual => actual == label)]), roc.AreaOf(label), 1e-12);
        }

        Assert.Equal(roc.Curves.Average(curve => curve.Area), roc.Area, 1e-12);
        Assert.Equal(roc.Area, RocCurve.AreaBelow(roc.Mean.Points), 1e-9);
        Assert.Equal((0.0, 0.0, 1.0, 1.0), (roc.Mean.Points[0].FalsePositiveRate, roc.Mean.Points[0].TruePositiveRate, roc.Mean.Points[^1].FalsePositiveRate, roc.Mean.Points[^1].TruePositiveRate));
    }

    [Fact]
    public void Two_classes_have_one_curve_that_holds_for_both()
    {
        var roc = Roc.Of(new Probabilities([0.9f, 0.1f, 0.6f, 0.4f, 0.2f, 0.8f], 2), [0, 1, 1], ["no", "yes"]);

        Assert.Equal("yes", Assert.Single(roc.Curves).Name);
        Assert.Equal((1, 1, 1), (roc.AreaOf(0), roc.AreaOf(1), roc.Area));
    }

    [Fact]
    public void A_class_without_images_has_no_area_and_is_left_out_of_the_mean()
    {
        var (probabilities, labels) = Sample(6, 90, 3);
        List<int> without = [.. labels.Select(label => label == 2 ? 1 : label)];

        var roc = Roc.Of(probabilities, without, ["a", "b", "c"]);

        Assert.Equal(double.NaN, roc.AreaOf(2));
        Assert.Equal((roc.AreaOf(0) + roc.AreaOf(1)) / 2, roc.Area, 1e-12);
    }

    [Fact]
    public void One_class_alone_has_no_curve()
    {
        var roc = Roc.Of(new Probabilities([1, 1], 1), [0, 0], ["a"]);

        Assert.Equal(double.NaN, roc.Area);
        Assert.Empty(roc.Mean.Points);
    }

    internal static (Probabilities Probabilities, List<int> Labels) Sample(ulong seed, int images, int classes)
    {
        var (random, values, labels) = (new SplitMix64(seed), new float[images * classes], new List<int>());
        for (var image = 0; image < images; image++)
        {
            labels.Add(random.Below(classes));
            var raw = Enumerable.Range(0, classes).Select(label => 1f + random.Below(20) + (label == labels[image] ? 8 : 0)).ToArray();
            raw.Select(value => value / raw.Sum()).ToArray().CopyTo(values, image * classes);
        }

        return (new Probabilities(values, classes), labels);
    }

    private static (float[] Scores, bool[] IsPositive) Draw(ulong seed, int count, int distinctScores)
    {
        var random = new SplitMix64(seed);
        bool[] isPositive = [.. Enumerable.Range(0, count).Select(_ => random.Below(3) == 0)];
        return ([.. isPositive.Select(positive => (float)(random.Below(distinctScores) + (positive ? 1 : 0)) / (distinctScores + 1))], isPositive);
    }

    private static double MannWhitney(float[] scores, bool[] isPositive)
    {
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < scores.Length; j++)
            {
                if (isPositive[i] && !isPositive[j])
                {
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        return sum / pairs;
    }
}
