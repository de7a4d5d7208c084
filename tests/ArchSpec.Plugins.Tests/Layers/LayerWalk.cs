using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Schema;

namespace ArchSpec.Plugins.Tests.Layers;

/// <summary>Asks every layer everything that a summary, a validation or a build task asks.</summary>
public static class LayerWalk
{
    // One of each layer type; a test asserts that none is missing.
    private const string Layers = """
        - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: softmax, groups: 3 }
        - branches: [[], [Activation: relu]]
          join: Add
        - branches: [[], [MaxPooling2D: { pool_size: 3, strides: 1, padding: same }]]
          join: Concatenate
        - branches: [[GlobalAveragePooling2D], [Flatten]]
        - Dropout: 0.5
        - Dense: 5
        """;

    /// <summary>Returns the types of the layers that were asked.</summary>
    public static string[] Run()
    {
        var network = LayerRun.Build($"archspec: 1\ninput: [8, 8, 6]\nlayers:\n{Layers.Replace("8, kernel", "9, kernel", StringComparison.Ordinal)}\n");
        foreach (var layer in BuiltInLayers.Registry.All)
        {
            _ = (layer.Type, layer.Summary, layer.TakesSeveralInputs, layer.Activation?.Default, layer.Arguments.Select(argument => argument.ToJsonSchema()).ToList());
        }

        foreach (var node in network.Nodes.Where(node => node.Layer.Layer is not null))
        {
            _ = (node.Flops, node.Layer.Weights, LayerRun.Channels(node));
        }

        _ = (SpecSchema.Write(BuiltInLayers.Registry), FlatGraph.Of(network).Steps, network.Flops);
        return [.. network.Layers.Select(layer => layer.TypeName)];
    }
}
