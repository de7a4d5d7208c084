using ArchSpec.Spec;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Tests.Loop;

/// <summary>Against a plain transcription of <c>keras.callbacks.ReduceLROnPlateau</c>, on histories of random figures.</summary>
public sealed class PlateauTests
{
    [Theory]
    [InlineData("val_loss")]
    [InlineData("loss")]
    [InlineData("val_accuracy")]
    [InlineData("accuracy")]
    public void Lowers_the_rate_where_Keras_does(string monitor)
    {
        var random = new Random(3);
        var lowered = 0;
        for (var history = 0; history < 500; history++)
        {
            var options = new PlateauOptions
            {
                Monitor = monitor,
                Factor = 0.5,
                Patience = random.Next(4),
                Cooldown = random.Next(3),
                MinDelta = random.Next(2) * 0.1,
                MinRate = random.Next(2) * 0.2,
            };
            var (ours, theirs) = (new Plateau(options), new KerasPlateau(options));
            var rate = 1.0;
            for (var epoch = 1; epoch <= 30; epoch++)
            {
                var value = random.Next(12) == 0 ? double.NaN : random.NextDouble();
                var next = ours.After(Epoch(epoch, monitor, value), rate);
                Assert.Equal(theirs.After(value, rate), next);
                lowered += next < rate ? 1 : 0;
                rate = next;
            }
        }

        Assert.True(lowered > 500);
    }

    private static EpochResult Epoch(int epoch, string monitor, double figure)
    {
        double Of(string name) => name == monitor ? figure : name.EndsWith("loss", StringComparison.Ordinal) ? epoch : -epoch;
        return new(epoch, default, default, Of("loss"), Of("accuracy"), Of("val_loss"), Of("val_accuracy"), 0, 0);
    }

    private sealed class KerasPlateau(PlateauOptions options)
    {
        private readonly bool _isMax = options.Monitor.Contains("acc", StringComparison.Ordinal);
        private double? _best;
        private int _wait;
        private int _cooldownCounter;

        public double After(double current, double oldRate)
        {
            var best = _best ?? (_isMax ? double.NegativeInfinity : double.PositiveInfinity);
            if (_cooldownCounter > 0)
            {
                _cooldownCounter -= 1;
                _wait = 0;
            }

            if (_isMax ? current > best + options.MinDelta : current < best - options.MinDelta)
            {
                _best = current;
                _wait = 0;
            }
            else if (_cooldownCounter <= 0)
            {
                _wait += 1;
                if (_wait >= options.Patience && oldRate > options.MinRate)
                {
                    _cooldownCounter = options.Cooldown;
                    _wait = 0;
                    return Math.Max(oldRate * options.Factor, options.MinRate);
                }
            }

            return oldRate;
        }
    }
}
