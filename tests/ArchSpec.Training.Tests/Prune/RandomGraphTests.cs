using ArchSpec.Plugins;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Random graphs of all layers: no crash, no mismatch, and a second run has nothing to do.</summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 130;

    // Layers whose outputs are no image, or that let no channel go, or that move pixels alone; and those of sequences, which do what
    // their twins do.
    private static readonly string[] Elsewhere = ["CenterCrop", "Dot", "EinsumDense", "Normalization", "RepeatVector", "Resizing"];

    [Theory]
    [MemberData(nameof(Tens))]
    public void Masked_and_pruned_compute_the_same(int first)
    {
        for (var seed = first; seed < first + 10; seed++)
        {
            Check(seed);
        }
    }

    public static TheoryData<int> Tens => [.. Enumerable.Range(0, Graphs / 10).Select(ten => ten * 10)];

    [Fact]
    public void The_graphs_have_every_layer()
    {
        var kinds = new HashSet<string>();
        for (var seed = 0; seed < Graphs; seed++)
        {
            using var model = new PruneModel(new RandomGraph(seed).Text, images: 1);
            kinds.UnionWith(model.Compiled.Graph.Steps.Select(step => step.Layer.TypeName));
            kinds.UnionWith(model.Network.Nodes.SelectMany(node => node.Call > 0 ? ["reuse"] : new[] { node.Layer.TypeName }));
        }

        Assert.Equal(
            BuiltInLayers.Registry.All.Select(layer => layer.Type).Except(Elsewhere).Where(type => !type.Contains("1D", StringComparison.Ordinal)).Concat(["Cell", "InputLayer", "reuse"]).Order(StringComparer.Ordinal),
            kinds.Order(StringComparer.Ordinal));
        Assert.InRange(Enumerable.Range(0, Graphs).Count(seed => new RandomGraph(seed).IsExact), Graphs / 2, Graphs - 1);
    }

    private static void Check(int seed)
    {
        var graph = new RandomGraph(seed);
        using var model = new PruneModel(graph.Text, seed, images: 11).Kill(graph.Killed);
        using var pruned = model.Prune();
        try
        {
            pruned.AssertComputesTheSame(graph.IsExact);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"seed {seed}, removed {pruned.Removed}, of\n{graph.Text}", error);
        }
    }
}
