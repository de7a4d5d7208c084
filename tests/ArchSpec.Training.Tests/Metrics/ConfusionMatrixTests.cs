using ArchSpec.Training.Data;
using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public class ConfusionMatrixTests
{
    // scikit-learn's documentation of classification_report: y_true 0 1 2 2 2, y_pred 0 0 2 2 1.
    [Fact]
    public void Figures_are_those_of_the_published_example()
    {
        var matrix = new ConfusionMatrix(["class 0", "class 1", "class 2"]);

        matrix.Add([0, 1, 2, 2, 2], [0, 0, 2, 2, 1]);

        Assert.Equal(
            [new("class 0", 0.5, 1, 2.0 / 3, 1), new("class 1", 0, 0, 0, 1), new("class 2", 1, 2.0 / 3, 0.8, 3)],
            matrix.Scores());
        Assert.Equal((3, 5, 0.6), (matrix.Correct, matrix.Total, matrix.Accuracy));
        Assert.Equal(0.5, matrix.MacroPrecision, 1e-12);
        Assert.Equal(5.0 / 9, matrix.MacroRecall, 1e-12);
        Assert.Equal(22.0 / 45, matrix.MacroF1, 1e-12);
    }

    [Fact]
    public void Rows_and_columns_sum_to_the_total()
    {
        var (random, matrix) = (new SplitMix64(1), new ConfusionMatrix([.. "abcdefg".Select(c => $"{c}")]));
        for (var i = 0; i < 1000; i++)
        {
            matrix.Add(random.Below(7), random.Below(7));
        }

        Assert.Equal(1000, Enumerable.Range(0, 7).Sum(matrix.Support));
        Assert.Equal(1000, Enumerable.Range(0, 7).Sum(matrix.Predicted));
        Assert.Equal(matrix.Accuracy, matrix.Scores().Sum(scores => scores.Recall * scores.Support) / 1000, 1e-12);
    }

    [Fact]
    public void Nothing_counted_is_zero_everywhere()
    {
        var matrix = new ConfusionMatrix(["a", "b"]);

        Assert.Equal((0, 0.0, 0.0), (matrix.Total, matrix.Accuracy, matrix.MacroF1));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    public void Labels_that_are_no_class_are_refused(int actual, int predicted) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(["a", "b"]).Add(actual, predicted));
}
