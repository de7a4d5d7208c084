using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>When the accuracy of a smaller model counts as fallen.</summary>
public sealed class AccuracyCheckTests
{
    private static readonly string[] Labels = ["apple", "pear", "plum"];

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, null)]
    [InlineData(12, 0, "the accuracy on apple would fall from 1.0000 to 0.8800, below the 95% interval of what it was (0.9630 to 1.0000, 100 images)")]
    [InlineData(3, 3, "the accuracy would fall from 1.0000 to 0.9800, below the 95% interval of what it was (0.9874 to 1.0000, 300 images)")]
    public void A_fall_counts_below_the_interval(int apples, int pears, string? expected) =>
        Assert.Equal(expected, AccuracyCheck.Of(Labels, Evaluated(0, 0), Evaluated(apples, pears)).Fall());

    [Fact]
    public void What_gets_better_is_no_fall() => Assert.Null(AccuracyCheck.Of(Labels, Evaluated(50, 50), Evaluated(0, 0)).Fall());

    [Fact]
    public void A_label_without_images_cannot_fall()
    {
        var check = AccuracyCheck.Of(["apple", "pear", "plum", "quince"], Evaluated(0, 0), Evaluated(0, 0));

        Assert.Null(check.Fall());
        Assert.Equal(new LabelAccuracy(0, 0, 0), check.Labels[3]);
    }

    // 100 images of each label, of which some are taken for plums.
    private static Evaluation Evaluated(int apples, int pears)
    {
        int[] labels = [.. Enumerable.Range(0, 300).Select(index => index % 3)];
        int[] predictions = [.. labels.Select((label, index) => index / 3 < (label == 0 ? apples : label == 1 ? pears : 0) ? 2 : label)];
        return new Evaluation(0, 0, predictions, labels);
    }
}
