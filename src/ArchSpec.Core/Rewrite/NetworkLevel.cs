using ArchSpec.Graph;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>One network, or the inner one of a block or a model, without some inputs of its joins: what nobody needs any more.</summary>
internal sealed class NetworkLevel
{
    private readonly HashSet<Node> _used = [];
    private readonly Dictionary<(Expansion Use, Entry Entry), (int All, int Dead)> _entries = new(new ByReference());
    private readonly Dictionary<Node, List<int>> _removed = [];
    private readonly Network _network;

    public NetworkLevel(Network network, IReadOnlyDictionary<LayerInstance, List<InputRemoval>> removals)
    {
        _network = network;
        foreach (var node in network.Nodes.Where(node => removals.ContainsKey(node.Layer)))
        {
            _removed[node] = [.. removals[node.Layer].Select(removal => removal.Input).Order()];
        }

        foreach (var output in network.Outputs)
        {
            Use(output.Source);
        }

        Joins = [.. network.Nodes.Where(node => _removed.ContainsKey(node) && _used.Contains(node))];
        foreach (var node in network.Nodes.Where(node => !node.Layer.IsInput))
        {
            Count(node);
        }
    }

    /// <summary>The joins that lose inputs and are needed.</summary>
    public List<Node> Joins { get; }

    /// <summary>The inputs that a join loses.</summary>
    public List<int> RemovedInputs(Node join) => _removed[join];

    /// <summary>The inputs that a join keeps.</summary>
    public List<int> KeptInputs(Node join) => [.. Enumerable.Range(0, join.Inputs.Length).Except(_removed[join])];

    /// <summary>The layer that a join of one input stands for, whose own input may be such a join.</summary>
    public Connection Resolve(Connection connection) => _removed.ContainsKey(connection.Source) && KeptInputs(connection.Source) is [var only]
        ? Resolve(connection.Source.Inputs[only])
        : connection;

    /// <summary>Whether layers of a use of a block, or of a file, are part of this network.</summary>
    public bool Has(Expansion use) => _entries.Keys.Any(key => ReferenceEquals(key.Use, use)) && !IsInsideOfDead(use);

    /// <summary>Whether nothing that an item stands for is needed.</summary>
    public bool IsDead(Expansion use, Entry entry) => entry is BranchesEntry branches
        ? IsDead(use, branches.Join) && branches.Branches.All(branch => branch.All(inner => IsDead(use, inner)))
        : _entries.GetValueOrDefault((use, entry)) is { All: > 0 } counts && counts.All == counts.Dead;

    /// <summary>Whether a layer is not needed.</summary>
    public bool IsDead(LayerInstance layer) => _network.Nodes.All(node => node.Layer != layer || !_used.Contains(node));

    /// <summary>Checks that the parts that go can be named.</summary>
    /// <exception cref="RewriteException">They cannot.</exception>
    public void Check()
    {
        foreach (var join in Joins.Where(join => join.Call > 0 || _network.Nodes.Count(node => node.Layer == join.Layer) > 1))
        {
            throw new RewriteException($"'{join.Layer.Name}' is called more than once");
        }

        foreach (var node in _network.Nodes.Where(node => !_used.Contains(node) && node.Call > 0))
        {
            throw new RewriteException($"'{node.Layer.Name}' is reused by what goes");
        }
    }

    private void Use(Node node)
    {
        if (!_used.Add(node))
        {
            return;
        }

        var inputs = _removed.ContainsKey(node) ? KeptInputs(node).Select(input => node.Inputs[input]) : node.Inputs;
        foreach (var input in inputs)
        {
            Use(input.Source);
        }
    }

    private void Count(Node node)
    {
        for (var at = node.Layer.Origin; at is not null; at = Around(at.Home))
        {
            var (all, dead) = _entries.GetValueOrDefault((at.Home, at.Entry));
            _entries[(at.Home, at.Entry)] = (all + 1, dead + (_used.Contains(node) ? 0 : 1));
        }
    }

    // The layers of an inline block are part of the network around.
    private static LayerOrigin? Around(Expansion home) =>
        home is { Block.IsInline: true, Parent: { } parent, Use: { } use } ? new LayerOrigin(parent, use, null) : null;

    private bool IsInsideOfDead(Expansion use)
    {
        for (var at = Around(use); at is not null; at = Around(at.Home))
        {
            if (IsDead(at.Home, at.Entry))
            {
                return true;
            }
        }

        return false;
    }

    private sealed class ByReference : IEqualityComparer<(Expansion Use, Entry Entry)>
    {
        public bool Equals((Expansion Use, Entry Entry) x, (Expansion Use, Entry Entry) y) => ReferenceEquals(x.Use, y.Use) && ReferenceEquals(x.Entry, y.Entry);

        public int GetHashCode((Expansion Use, Entry Entry) key) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Use), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key.Entry));
    }
}
