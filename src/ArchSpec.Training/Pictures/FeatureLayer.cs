using ArchSpec.Graph;

namespace ArchSpec.Training.Pictures;

/// <summary>A convolution whose feature maps can be drawn.</summary>
/// <param name="Convolution">The layer with the kernels.</param>
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
