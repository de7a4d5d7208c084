using System.Text.Json;
using ArchSpec.Graph;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;

namespace ArchSpec.Training.Sessions;

/// <summary>Writes the weights that another program made as ArchSpec's own.</summary>
public static class WeightsConversion
{
    /// <summary>Reads the weights of a network from a file of any format that can be read, and writes them as safetensors.</summary>
    /// <param name="network">What they are for.</param>
    /// <param name="from">The file.</param>
    /// <param name="to">The file that is written; nothing is where the weights are not the network's.</param>
    /// <param name="classes">The names of the classes in the order of the outputs, or null where they are not known.</param>
    /// <param name="options">How libtorch is found.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="WeightsException">The file cannot be read, or is not for this network.</exception>
    public static LoadReport Convert(Network network, string from, string to, IReadOnlyList<string>? classes, SessionOptions options)
    {
        LoadedModel.StartTorch(options);
        using var compiled = new CompiledNetwork(network, seed: 0);
        var report = NetworkWeights.Load(compiled, from);
        var about = new Dictionary<string, string>(report.About);
        if (classes is not null)
        {
            about[NetworkWeights.ClassesKey] = JsonSerializer.Serialize(classes);
        }

        NetworkWeights.Save(compiled, to, about);
        return report;
    }
}
