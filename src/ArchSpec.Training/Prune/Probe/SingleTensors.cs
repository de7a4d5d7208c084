using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>A tensor that every path from a network's input to its output goes through.</summary>
/// <param name="Place">The place of its node in <see cref="Network.Nodes"/>.</param>
/// <param name="Connection">The tensor.</param>
internal sealed record SingleTensor(int Place, Connection Connection)
{
    /// <summary>The node that makes it.</summary>
    public Node Node => Connection.Source;

    /// <summary>Its places, H · W; 0 where it is no image, or the size is not known.</summary>
    public long Area => Connection.Shape is { Rank: 3 } shape ? (long)(shape[0] ?? 0) * (shape[1] ?? 0) : 0;
}

/// <summary>
/// Finds the single tensors of a network at its outermost level. Each node that matters is before or behind such a tensor, so it is
/// one where, behind its node, it alone is still to be taken.
/// </summary>
internal static class SingleTensors
{
    /// <summary>All of them, in order; the model's input may be the first one, and its output is the last.</summary>
    public static ImmutableArray<SingleTensor> Of(Network network)
    {
        var lastUses = LastUses(network, Ancestors(network));
        var (open, found) = (new HashSet<Connection>(), ImmutableArray.CreateBuilder<SingleTensor>());
        for (var place = 0; place < network.Nodes.Length; place++)
        {
            var node = network.Nodes[place];
            open.RemoveWhere(connection => lastUses[connection] == place);
            open.UnionWith(Enumerable.Range(0, node.Outputs.Length).Select(output => new Connection(node, output)).Where(lastUses.ContainsKey));
            if (open.Count == 1 && open.Single() is { } only && only.Source == node)
            {
                found.Add(new SingleTensor(place, only));
            }
        }

        return found.ToImmutable();
    }

    // By place of the node; the model's outputs are taken behind all nodes. What leads to no output does not matter.
    private static Dictionary<Connection, int> LastUses(Network network, HashSet<Node> needed)
    {
        var uses = new Dictionary<Connection, int>();
        for (var place = 0; place < network.Nodes.Length; place++)
        {
            foreach (var input in needed.Contains(network.Nodes[place]) ? network.Nodes[place].Inputs : [])
            {
                uses[input] = place;
            }
        }

        foreach (var output in network.Outputs)
        {
            uses[output] = int.MaxValue;
        }

        return uses;
    }

    private static HashSet<Node> Ancestors(Network network)
    {
        var (found, open) = (new HashSet<Node>(), new Stack<Node>(network.Outputs.Select(output => output.Source)));
        while (open.TryPop(out var node))
        {
            foreach (var input in found.Add(node) ? node.Inputs : [])
            {
                open.Push(input.Source);
            }
        }

        return found;
    }
}
