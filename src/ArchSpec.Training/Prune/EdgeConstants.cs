using ArchSpec.Layers;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Channels that were one and the same number, and not 0, wherever a layer takes them: what they add to its output is a constant too,
/// which its bias can take over.
/// </summary>
internal sealed class EdgeConstants(ChannelMap map, IReadOnlyDictionary<int, TensorFigures> figures)
{
    // On a single image, all that has no height and width is constant.
    private const int LeastImages = 2;

    /// <summary>Whether each place of a class is a constant at an edge, and any of them not 0.</summary>
    public bool Has(MixingEdge edge, int channelClass)
    {
        var tensor = figures[edge.Source];
        var channel = tensor.Channels[channelClass];
        return channel.Images >= LeastImages
            && channel.Largest > 0
            && double.IsFinite(channel.Largest)
            && tensor.PlacesOf(channelClass).All(place => tensor.Minima[place] == tensor.Maxima[place]);
    }

    /// <summary>Why the layer that takes a constant class cannot do without it, to be read behind its name; null where it can.</summary>
    public string? ObstacleAt(MixingEdge edge, int channelClass)
    {
        if (edge.Step.Layer.Layer!.ObstacleToFolding(map.Graph.CallOf(edge.Step)) is { } obstacle)
        {
            return obstacle;
        }

        // One bias serves all calls of a layer.
        return map.Edges.Where(other => other.Step.Layer == edge.Step.Layer).All(other => IsSame(edge, other, channelClass))
            ? null
            : "takes another value in another call";
    }

    /// <summary>For each tensor that is mixed, the number that each place which goes is replaced by: its constant, or 0.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> Of(IReadOnlySet<int> removed)
    {
        var folded = new Dictionary<int, IReadOnlyList<double>>();
        foreach (var edge in map.Edges.DistinctBy(edge => edge.Source))
        {
            var (positions, minima) = (map.Channels[edge.Source], figures[edge.Source].Minima);
            var constant = positions.Distinct().Where(name => removed.Contains(name) && Has(edge, name) && CanFold(edge.Source, name)).ToHashSet();
            if (constant.Count > 0)
            {
                folded[edge.Source] = [.. positions.Select((name, place) => constant.Contains(name) ? minima[place] : 0)];
            }
        }

        return folded;
    }

    private bool CanFold(int source, int channelClass) =>
        map.Edges.Where(edge => edge.Source == source).All(edge => ObstacleAt(edge, channelClass) is null);

    private bool IsSame(MixingEdge edge, MixingEdge other, int channelClass) =>
        figures[edge.Source].PlacesOf(channelClass).All(place => figures[edge.Source].Minima[place] == figures[other.Source].Minima[place]
            && figures[other.Source].Minima[place] == figures[other.Source].Maxima[place]);
}
