using System.Text.Json;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;

namespace ArchSpec.Training.Runs;

/// <summary>Writes <c>last.safetensors</c> after each epoch, and <c>best.safetensors</c> after each that is the best so far.</summary>
public sealed class WeightKeeper(CompiledNetwork network, RunFolder folder, IReadOnlyList<string> classNames) : ITrainingObserver
{
    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        var about = new Dictionary<string, string>
        {
            ["model"] = network.Network.Name,
            ["epoch"] = $"{epoch.Epoch}",
            [NetworkWeights.ClassesKey] = JsonSerializer.Serialize(classNames),
        };
        NetworkWeights.Save(network, folder.LastWeights, about);
        if (epoch.IsBest)
        {
            NetworkWeights.Save(network, folder.BestWeights, about);
        }
    }
}
