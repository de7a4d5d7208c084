using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Lowers the learning rate where nothing gets better, as <c>keras.callbacks.ReduceLROnPlateau</c>. All follows from the epochs,
/// so that a run that is resumed tells it of those it has behind it.
/// </summary>
internal sealed class Plateau(PlateauOptions options)
{
    private readonly MonitoredFigure _figure = new(options.Monitor, options.MinDelta);
    private double? _best;
    private int _worse;
    private int _cooldown;

    /// <summary>Takes in an epoch.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="rate">The learning rate that it had.</param>
    /// <returns>The rate of the next one.</returns>
    public double After(EpochResult epoch, double rate)
    {
        if (_cooldown > 0)
        {
            _cooldown--;
            _worse = 0;
        }

        var value = _figure.Of(epoch);
        if (_figure.IsBetter(value, _best))
        {
            (_best, _worse) = (value, 0);
            return rate;
        }

        if (_cooldown > 0 || ++_worse < options.Patience || rate <= options.MinRate)
        {
            return rate;
        }

        (_worse, _cooldown) = (0, options.Cooldown);
        return Math.Max(rate * options.Factor, options.MinRate);
    }
}
