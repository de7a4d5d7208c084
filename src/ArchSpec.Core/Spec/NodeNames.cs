using ArchSpec.Graph;

namespace ArchSpec.Spec;

/// <summary>
/// The names by which a written spec tells the nodes of a network apart: the layer's for its first call, one of its own for
/// each later call. A name that a reader would count out again is left unsaid, since the names inside blocks, which weights
/// files have, go on with that count.
/// </summary>
internal sealed class NodeNames
{
    private readonly Dictionary<Node, string> _names = [];
    private readonly HashSet<Node> _unsaid = [];

    public NodeNames(Network network)
    {
        var count = new AutoNames();
        var taken = network.Layers.Select(layer => layer.Name).ToHashSet();
        foreach (var node in network.Nodes)
        {
            _names[node] = node.Call == 0 ? node.Layer.Name : Free($"{node.Layer.Name}_call_{node.Call + 1}", taken);
            if (node.Call == 0 && !node.Layer.IsInput)
            {
                Count(node, count);
            }
        }
    }

    public string this[Node node] => _names[node];

    /// <summary>Whether the spec need not say the node's name.</summary>
    public bool IsUnsaid(Node node) => _unsaid.Contains(node);

    private void Count(Node node, AutoNames count)
    {
        if (node.Layer.HasAutomaticName && count.Peek(node.Layer.TypeName) == node.Layer.Name)
        {
            count.Next(node.Layer.TypeName);
            _unsaid.Add(node);
        }

        CountInside(node.Layer, count);
    }

    private static void CountInside(LayerInstance block, AutoNames count)
    {
        foreach (var inner in block.Body?.Layers.Where(inner => !inner.IsInput) ?? [])
        {
            if (inner.HasAutomaticName)
            {
                count.Next(inner.TypeName);
            }

            CountInside(inner, count);
        }
    }

    private static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
