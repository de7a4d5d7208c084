using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>A cut through a network.</summary>
/// <param name="End">The last tensor in front of it.</param>
/// <param name="Front">The layers in front of it, with blocks and models taken apart.</param>
/// <param name="Gone">The layers that go.</param>
internal sealed record StageCut(SingleTensor End, IReadOnlySet<LayerInstance> Front, IReadOnlySet<LayerInstance> Gone)
{
    /// <summary>The cut behind a layer.</summary>
    /// <exception cref="PruneException">There is none.</exception>
    public static StageCut Of(Network network, string layer)
    {
        var stages = StageEnds.Of(network);
        if (stages.Obstacle is { } obstacle)
        {
            throw new PruneException($"'{network.Name}' cannot be cut: {obstacle}");
        }

        var names = string.Join(", ", stages.Ends.SkipLast(1).Select(end => end.Node.Layer.Name));
        var end = stages.Ends.SkipLast(1).FirstOrDefault(end => end.Node.Layer.Name == layer)
            ?? throw new PruneException($"'{network.Name}' can be cut behind {(names.Length > 0 ? names : "no layer")}, received '{layer}'");
        var (front, head) = (LayersOf(network.Nodes[..(end.Place + 1)]), LayersOf(network.Nodes[stages.Head!.Place..]));
        var gone = LayersOf(network.Nodes[(end.Place + 1)..stages.Head.Place]);
        gone.ExceptWith(front);
        gone.ExceptWith(head);
        return new StageCut(end, front, gone);
    }

    private static HashSet<LayerInstance> LayersOf(IEnumerable<Node> nodes) => [.. nodes.SelectMany(node => Inside(node.Layer))];

    private static IEnumerable<LayerInstance> Inside(LayerInstance layer) => layer.Body is { } body ? body.Layers.SelectMany(Inside) : [layer];
}
