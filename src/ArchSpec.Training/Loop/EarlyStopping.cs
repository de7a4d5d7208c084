using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Remembers the best epoch and says when to stop, as <c>keras.callbacks.EarlyStopping</c>: an epoch counts as better where
/// the monitored figure gets better by more than <c>min_delta</c>. All follows from the epochs, so that a run that is resumed
/// tells it of those it has behind it.
/// </summary>
internal sealed class EarlyStopping(EarlyStoppingOptions options, bool stops)
{
    private readonly MonitoredFigure _figure = new(options.Monitor, options.MinDelta);
    private int _worse;
    private int _epochs;

    /// <summary>The best epoch so far, or null.</summary>
    public EpochResult? Best { get; private set; }

    /// <summary>Whether the patience is used up; never after the first epoch.</summary>
    public bool ShouldStop => stops && _epochs > 1 && _worse > 0 && _worse >= options.Patience;

    /// <summary>Takes in an epoch.</summary>
    /// <returns>Whether it is the best.</returns>
    public bool IsBest(EpochResult epoch)
    {
        _epochs++;
        var better = _figure.IsBetter(_figure.Of(epoch), Best is { } best ? _figure.Of(best) : null);
        _worse = better ? 0 : _worse + 1;
        Best = better ? epoch with { IsBest = true } : Best;
        return better;
    }
}
