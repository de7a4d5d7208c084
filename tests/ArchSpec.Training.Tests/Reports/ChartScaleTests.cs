using ArchSpec.Training.Reports;

namespace ArchSpec.Training.Tests.Reports;

public sealed class ChartScaleTests
{
    public static TheoryData<double[]> Values => [[0.2, 0.9], [0.5], [0, 0], [-3, 4], [1e-9, 2e-9], [1e9, 1e9 + 5], [0.001, 0.001], []];

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_lie_on_the_axis_and_ticks_are_round_and_few(double[] values)
    {
        var scale = ChartScale.For(values, 5);

        Assert.All(values, value => Assert.InRange(scale.Place(value), 0, 1));
        Assert.All(scale.Ticks, tick => Assert.InRange(scale.Place(tick), -1e-6, 1 + 1e-6));
        Assert.InRange(scale.Ticks.Count, 2, 8);
        var steps = scale.Ticks.Zip(scale.Ticks.Skip(1), (one, next) => next - one).ToList();
        Assert.All(steps, step => Assert.Equal(steps[0], step, steps[0] * 1e-3));
    }

    [Fact]
    public void Shares_do_not_go_beyond_all_and_nothing()
    {
        var scale = ChartScale.For([0, 1], 5, floor: 0, ceiling: 1);

        Assert.Equal((0, 1, 0, 1), (scale.Low, scale.High, scale.Ticks[0], scale.Ticks[^1]));
    }

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 4, "1 2 3 4")]
    [InlineData(1, 40, "5 10 15 20 25 30 35 40")]
    [InlineData(1, 1000, "200 400 600 800 1000")]
    public void Epochs_are_whole_numbers(int first, int last, string expected) =>
        Assert.Equal(expected, string.Join(' ', ChartScale.ForEpochs(first, last, 8).Ticks));
}
