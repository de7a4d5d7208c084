using ArchSpec.Graph;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>
/// Pairs the layers with weights that stay with those of the network that they stay in, by their order: names that are counted change
/// when a layer before them goes.
/// </summary>
internal static class KeptLayers
{
    /// <summary>Pairs them.</summary>
    /// <param name="network">The network as it was.</param>
    /// <param name="gone">The layers that have gone.</param>
    /// <param name="small">What is left.</param>
    /// <exception cref="PruneException">They are not the same layers.</exception>
    public static IReadOnlyList<(CompiledLayer Before, string Path, LayerInstance After)> Pair(
        CompiledNetwork network, IReadOnlySet<LayerInstance> gone, Network small)
    {
        var before = network.WeightedLayers.Where(layer => !gone.Contains(layer.Layer)).ToList();
        var after = FlatGraph.Of(small).WeightedLayers.ToList();
        for (var place = 0; place < Math.Max(before.Count, after.Count); place++)
        {
            var (old, now) = (before.ElementAtOrDefault(place), after.ElementAtOrDefault(place));
            if (old?.Layer.TypeName != now.Layer?.TypeName)
            {
                throw new PruneException(
                    $"the new spec has {Name(now.Layer?.TypeName, now.Path)} where {Name(old?.Layer.TypeName, old?.Path)} should be, and nothing has been written");
            }
        }

        return [.. before.Zip(after, (old, now) => (old, now.Path, now.Layer))];
    }

    private static string Name(string? type, string? path) => type is null ? "no layer" : $"the {type} layer '{path}'";
}
