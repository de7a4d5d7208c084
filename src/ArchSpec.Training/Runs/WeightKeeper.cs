using System.Text.Json;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>last.safetensors</c> after each epoch, and <c>best.safetensors</c> after each that is the best so far.</summary>
public sealed class WeightKeeper(CompiledNetwork network, RunFolder folder, IReadOnlyList<string> classNames) : ITrainingObserver
{
    private int _last;

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        _last = epoch.Epoch;
        Save(folder.LastWeights);
        if (epoch.IsBest)
        {
            Save(folder.BestWeights);
        }
    }

    /// <summary>Moving averages, which the weights are set to at the end, are the last epoch's weights.</summary>
    public void OnEnd(RunOutcome outcome)
    {
        if (outcome.Averaged && _last > 0)
        {
            Save(folder.LastWeights);
        }
    }

    private void Save(string path) => NetworkWeights.Save(network, path, new Dictionary<string, string>
    {
        ["model"] = network.Network.Name,
        ["epoch"] = $"{_last}",
        [NetworkWeights.ClassesKey] = JsonSerializer.Serialize(classNames),
    });
}
