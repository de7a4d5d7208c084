using ArchSpec.Spec;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>When <c>keras.callbacks.EarlyStopping</c> of Keras 3.9.2 would stop, and which epoch it would call the best.</summary>
public sealed class EarlyStoppingTests
{
    [Theory]
    [InlineData("val_loss", 2, 0, new[] { 5, 4, 4.5, 4.6, 1 }, 4, 2)]
    [InlineData("val_loss", 3, 0, new[] { 5, 4, 4.5, 4.6, 1 }, null, 5)]
    [InlineData("loss", 0, 0, new[] { 5, 4, 4.1, 1 }, 3, 2)]
    [InlineData("loss", 1, 0, new[] { 5, 4, 4.1, 1 }, 3, 2)]
    [InlineData("val_loss", 1, 0, new[] { 5.0, 5, 1 }, 2, 1)]
    [InlineData("val_loss", 2, 0.5, new[] { 5, 4.6, 4.4, 4.3, 4.2 }, 5, 3)]
    [InlineData("val_accuracy", 2, 0, new[] { 0.5, 0.7, 0.6, 0.7 }, 4, 2)]
    [InlineData("accuracy", 1, 0.1, new[] { 0.5, 0.7, 0.75 }, 3, 2)]
    [InlineData("val_loss", 2, 0, new[] { 5, double.NaN, 4, double.NaN, double.NaN }, 5, 3)]
    [InlineData("val_loss", 2, 0, new[] { double.NaN, double.NaN, 1 }, 2, null)]
    [InlineData("val_loss", 0, 0, new[] { double.NaN, 2, 1 }, null, 3)]
    [InlineData("val_loss", 9, 0, new[] { 5.0, 5, 5 }, null, 1)]
    public void Stops_and_remembers_as_Keras(string monitor, int patience, double minDelta, double[] figures, int? last, int? best)
    {
        var stopping = new EarlyStopping(new() { Monitor = monitor, Patience = patience, MinDelta = minDelta }, stops: true);
        int? stoppedAt = null;
        for (var epoch = 1; epoch <= figures.Length && stoppedAt is null; epoch++)
        {
            var isBest = stopping.IsBest(Epoch(epoch, monitor, figures[epoch - 1]));
            Assert.Equal(isBest, stopping.Best?.Epoch == epoch);
            stoppedAt = stopping.ShouldStop ? epoch : null;
        }

        Assert.Equal((last, best), (stoppedAt, stopping.Best?.Epoch));
    }

    [Fact]
    public void Without_early_stopping_the_best_is_remembered_and_nothing_stops()
    {
        var stopping = new EarlyStopping(new(), stops: false);
        foreach (var (epoch, loss) in new[] { (1, 2.0), (2, 3.0), (3, 4.0) })
        {
            stopping.IsBest(Epoch(epoch, "val_loss", loss));
        }

        Assert.Equal((1, false), (stopping.Best!.Epoch, stopping.ShouldStop));
    }

    // The other figures would decide otherwise.
    private static EpochResult Epoch(int epoch, string monitor, double figure)
    {
        double Of(string name) => name == monitor ? figure : name.EndsWith("loss", StringComparison.Ordinal) ? epoch : -epoch;
        return new(epoch, default, default, Of("loss"), Of("accuracy"), Of("val_loss"), Of("val_accuracy"), 0, 0);
    }
}
