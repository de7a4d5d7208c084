using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights;

/// <summary>
/// Saves and loads the weights of a compiled network: named by the layer's path and Keras's name
/// (<c>inception_module/conv2d_3/kernel</c>), in Keras's layout.
/// </summary>
public static class NetworkWeights
{
    /// <summary>The key under which a file says which classes the model was trained on, as a JSON list.</summary>
    public const string ClassesKey = "classes";

    /// <summary>Writes every weight.</summary>
    public static void Save(CompiledNetwork network, string path, IReadOnlyDictionary<string, string> about)
    {
        using var scope = NewDisposeScope();
        SafeTensors.Write(path, [.. Copy(network)], about);
    }

    /// <summary>A copy of every weight, in Keras's layout, in the dispose scope of the caller.</summary>
    public static IEnumerable<(string Name, Tensor Values)> Copy(CompiledNetwork network) =>
        from layer in network.WeightedLayers
        from weight in layer.Layer.Weights
        select ($"{layer.Path}/{weight.Name}", layer.ToKeras(weight.Name));

    /// <summary>Reads every weight from a file.</summary>
    /// <returns>The few words about them.</returns>
    /// <exception cref="WeightsException">The file is not for this network: a weight is missing, unknown or of another shape.</exception>
    public static IReadOnlyDictionary<string, string> Load(CompiledNetwork network, string path)
    {
        using var scope = NewDisposeScope();
        var file = SafeTensors.Read(path);
        Load(network, file.Tensors, path);
        return file.About;
    }

    /// <summary>Sets every weight, or those of some layers.</summary>
    /// <param name="network">Receives them.</param>
    /// <param name="tensors">By name, in Keras's layout.</param>
    /// <param name="from">Where they come from, for messages.</param>
    /// <param name="layers">Says by its path whether a layer is to be set, and then others may be left over; null for all.</param>
    /// <exception cref="WeightsException">A weight is missing, unknown or of another shape; no weight has been changed.</exception>
    public static void Load(
        CompiledNetwork network, IReadOnlyDictionary<string, Tensor> tensors, string from, Func<string, bool>? layers = null)
    {
        var expected = network.WeightedLayers.Where(layer => layers?.Invoke(layer.Path) ?? true).SelectMany(layer => layer.Layer.Weights.Select(weight => (layer, weight))).ToList();
        var problems = expected.Select(pair => Problem($"{pair.layer.Path}/{pair.weight.Name}", [.. pair.weight.Shape], tensors)).OfType<string>()
            .Concat(layers is not null ? [] : tensors.Keys.Except(expected.Select(pair => $"{pair.layer.Path}/{pair.weight.Name}")).Select(name => $"'{name}' is not in the model"))
            .ToList();
        if (problems.Count > 0)
        {
            var shown = string.Join("; ", problems.Take(5)) + (problems.Count > 5 ? $"; and {problems.Count - 5} more" : "");
            throw new WeightsException($"{from}: these weights are not for '{network.Network.Name}': {shown}");
        }

        foreach (var (layer, weight) in expected)
        {
            layer.SetFromKeras(weight.Name, tensors[$"{layer.Path}/{weight.Name}"]);
        }
    }

    private static string? Problem(string name, IReadOnlyList<int> shape, IReadOnlyDictionary<string, Tensor> tensors)
    {
        if (!tensors.TryGetValue(name, out var found))
        {
            return $"'{name}' is missing";
        }

        return found.shape.SequenceEqual(shape.Select(size => (long)size))
            ? null
            : $"'{name}' has the shape ({string.Join(", ", found.shape)}), the model needs ({string.Join(", ", shape)})";
    }
}
