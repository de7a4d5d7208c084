using ArchSpec.Training.Metrics;

namespace ArchSpec.Training.Tests.Metrics;

public sealed class ClassPermutationTests
{
    [Fact]
    public void Swapped_outputs_are_seen()
    {
        Assert.Equal(["dog", "cat"], ClassPermutation.Of(Matrix("cat dog", [1, 19], [20, 0])));
    }

    [Fact]
    public void A_cycle_of_three_of_which_some_are_mistaken_is_seen()
    {
        // Output 0 takes what is c, output 1 what is a, output 2 what is b.
        Assert.Equal(["c", "a", "b"], ClassPermutation.Of(Matrix("a b c", [2, 30, 1], [0, 3, 28], [31, 0, 4])));
    }

    [Theory]
    [InlineData(20, 0, 1, 19)] // right as it is
    [InlineData(0, 2, 2, 0)] // too few to say
    [InlineData(9, 11, 12, 8)] // knows nothing
    [InlineData(0, 20, 0, 20)] // always the same
    public void Where_it_is_not_sure_nothing_is_said(int a, int b, int c, int d) => Assert.Null(ClassPermutation.Of(Matrix("cat dog", [a, b], [c, d])));

    [Fact]
    public void A_class_without_images_takes_what_is_left()
    {
        Assert.Equal(["b", "a", "none"], ClassPermutation.Of(Matrix("a b none", [0, 30, 0], [30, 0, 0], [0, 0, 0])));
    }

    private static ConfusionMatrix Matrix(string names, params int[][] rows)
    {
        var matrix = new ConfusionMatrix(names.Split(' '));
        for (var actual = 0; actual < rows.Length; actual++)
        {
            for (var predicted = 0; predicted < rows.Length; predicted++)
            {
                matrix.Add(actual, predicted, rows[actual][predicted]);
            }
        }

        return matrix;
    }
}
