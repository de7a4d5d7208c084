using System.Globalization;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>last.safetensors</c> after each epoch, and <c>best.safetensors</c> after each that is the best so far.</summary>
public sealed class WeightKeeper(CompiledNetwork network, RunFolder folder, IReadOnlyList<string> classNames, Action<string> report) : ITrainingObserver
{
    private const string EpochKey = "epoch";

    private readonly Dictionary<string, string> _unwritten = [];
    private int _last;
    private int? _best;

    /// <summary>Why weights that belong into the folder are not there, or null.</summary>
    public string? Failure => _unwritten.Values.FirstOrDefault();

    /// <inheritdoc/>
    public void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
        _last = epochs.Count;
        var best = epochs.LastOrDefault(epoch => epoch.IsBest)?.Epoch;
        _best = best == Written(folder.BestWeights) ? null : best;
        if (_best is not null)
        {
            _unwritten[folder.BestWeights] = string.Create(CultureInfo.InvariantCulture, $"{folder.BestWeights} does not have the weights of epoch {_best}");
        }
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        _last = epoch.Epoch;
        if (epoch.IsBest)
        {
            _best = epoch.Epoch;
        }

        // The best first: where the disk has room for one file alone, it is that one.
        if (_best == epoch.Epoch && TrySave(folder.BestWeights))
        {
            _best = null;
        }

        TrySave(folder.LastWeights);
    }

    /// <summary>
    /// Moving averages, which the weights are set to at the end, are the last epoch's weights. Where the best ones are in the network
    /// at the end, what could not be written before is tried once more.
    /// </summary>
    public void OnEnd(RunOutcome outcome)
    {
        if (outcome.Averaged && _last > 0)
        {
            TrySave(folder.LastWeights);
        }

        if (outcome.EndsWithBest && _best is { } best && best == outcome.BestEpoch?.Epoch && TrySave(folder.BestWeights, best))
        {
            _best = null;
        }
    }

    // A full disk does not end the training, which may free it or end well without: it is said once and tried again.
    private bool TrySave(string path, int? epoch = null)
    {
        try
        {
            var about = NetworkWeights.About(network.Network, classNames);
            about[EpochKey] = string.Create(CultureInfo.InvariantCulture, $"{epoch ?? _last}");
            NetworkWeights.Save(network, path, about);
            _unwritten.Remove(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (Failure is null)
            {
                report($"The weights could not be written, and those before stay: {error.Message}");
            }

            _unwritten[path] = error.Message;
            return false;
        }
    }

    // The epoch whose weights a file has; null where it has none.
    private static int? Written(string path)
    {
        try
        {
            using var scope = NewDisposeScope();
            return int.TryParse(SafeTensors.Read(path).About.GetValueOrDefault(EpochKey), out var epoch) ? epoch : null;
        }
        catch (WeightsException)
        {
            return null;
        }
    }
}
