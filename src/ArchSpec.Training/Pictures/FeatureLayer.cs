using ArchSpec.Graph;

namespace ArchSpec.Training.Pictures;

/// <summary>A layer, mostly a convolution, whose feature maps can be drawn.</summary>
/// <param name="Convolution">The layer with the kernels, or another whose output is H × W × C.</param>
/// <param name="Followers">The normalisations and activations right behind it, after which its maps are looked at.</param>
public sealed record FeatureLayer(FlatStep Convolution, IReadOnlyList<FlatStep> Followers)
{
    // They change each value by itself or by its channel, so that a map stays the map of its kernel.
    private static readonly HashSet<string> Pointwise =
    [
        "Activation", "ReLU", "LeakyReLU", "PReLU", "ELU", "BatchNormalization", "LayerNormalization", "GroupNormalization",
        "RMSNormalization", "Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise", "AlphaDropout", "ActivityRegularization", "Identity",
    ];

    /// <summary>The layer's name behind the names of the blocks and models around it.</summary>
    public string Path => Convolution.Path;

    /// <summary>The step whose output is drawn.</summary>
    public FlatStep Shown => Followers.Count > 0 ? Followers[^1] : Convolution;

    /// <summary>The maps' height.</summary>
    public int Height => Shown.Output[0]!.Value;

    /// <summary>The maps' width.</summary>
    public int Width => Shown.Output[1]!.Value;

    /// <summary>How many maps there are.</summary>
    public int Channels => Shown.Output[2]!.Value;

    /// <summary>The convolutions of a network, in its order: the layers with a kernel of four axes and an output H × W × C.</summary>
    public static IReadOnlyList<FeatureLayer> Of(FlatGraph graph) =>
    [
        .. graph.Steps
            .Where(step => step.Output is { Rank: 3, Size: not null } && step.Layer.Weights.Any(weight => weight.Shape.Length == 4))
            .Select(step => new FeatureLayer(step, FollowersOf(step, graph))),
    ];

    /// <summary>The layers of some paths: a convolution with what follows it, and of any other layer that gives H × W × C its own output.</summary>
    /// <returns>In the network's order, each once; and the paths that there is no such layer of.</returns>
    public static (IReadOnlyList<FeatureLayer> Layers, IReadOnlyList<string> Unknown) Of(FlatGraph graph, IReadOnlyList<string> paths)
    {
        var convolutions = Of(graph).ToDictionary(layer => layer.Convolution.Index);
        var drawn = graph.Steps.Where(step => step.Layer.Layer is not null && step.Output is { Rank: 3, Size: not null }).ToList();
        var layers = drawn.Where(step => paths.Contains(step.Path)).Select(step => convolutions.GetValueOrDefault(step.Index) ?? new FeatureLayer(step, []));
        return ([.. layers.DistinctBy(layer => layer.Shown.Index)], [.. paths.Except(drawn.Select(step => step.Path))]);
    }

    private static List<FlatStep> FollowersOf(FlatStep step, FlatGraph graph)
    {
        var followers = new List<FlatStep>();
        for (var last = step; NextOf(last, graph) is { } next; last = next)
        {
            followers.Add(next);
        }

        return followers;
    }

    private static FlatStep? NextOf(FlatStep step, FlatGraph graph)
    {
        var takers = graph.Steps.Where(later => later.Inputs.Contains(step.Index)).Take(2).ToList();
        return takers is [{ Inputs.Length: 1 } next] && Pointwise.Contains(next.Layer.TypeName) ? next : null;
    }
}
