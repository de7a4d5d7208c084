using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Loop;

public sealed class MonitoredFigureTests
{
    private static readonly EpochResult Epoch = new(1, default, default, 1, 0.2, 3, 0.4, 0, 0);

    [Theory]
    [InlineData("loss", 1)]
    [InlineData("accuracy", 0.2)]
    [InlineData("val_loss", 3)]
    [InlineData("val_accuracy", 0.4)]
    public void Is_the_figure_of_its_name(string name, double expected) => Assert.Equal(expected, new MonitoredFigure(name, 0).Of(Epoch));

    [Theory]
    [InlineData("val_loss", 0, 2, 3.0, true)]
    [InlineData("val_loss", 0, 3, 3.0, false)]
    [InlineData("val_loss", 0.5, 2.6, 3.0, false)]
    [InlineData("val_loss", 0.5, 2.4, 3.0, true)]
    [InlineData("val_accuracy", 0, 0.6, 0.5, true)]
    [InlineData("val_accuracy", 0, 0.4, 0.5, false)]
    [InlineData("accuracy", 0.2, 0.6, 0.5, false)]
    [InlineData("val_loss", 0, 9, null, true)]
    [InlineData("val_loss", 0, double.NaN, null, false)]
    [InlineData("val_loss", 0, double.NaN, 3.0, false)]
    public void Is_better_by_more_than_min_delta(string name, double minDelta, double value, double? best, bool expected) =>
        Assert.Equal(expected, new MonitoredFigure(name, minDelta).IsBetter(value, best));
}
