using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Graph;

/// <summary>A network under construction: its nodes so far, their names, and the output that the next layer takes.</summary>
internal sealed class GraphAssembly
{
    // Null for a layer that has errors: its name is known, so that a reference to it is not an error of its own.
    private readonly Dictionary<string, Connection?> _names = [];
    private readonly List<Node> _nodes = [];

    public IReadOnlyList<Node> Nodes => _nodes;

    public IEnumerable<string> Names => _names.Keys;

    /// <summary>What the next layer takes, or null where there is none.</summary>
    public Connection? Current { get; set; }

    /// <summary>Whether <see cref="Current"/> is missing because of an error that has been reported.</summary>
    public bool IsBroken { get; private set; }

    public bool TryFind(string name, out Connection? found) => _names.TryGetValue(name, out found);

    public bool Knows(string name) => _names.ContainsKey(name);

    public Node Add(Node node)
    {
        _nodes.Add(node);
        Name(node.Layer.Name, new Connection(node, 0));
        return node;
    }

    public void Name(string name, Connection? connection)
    {
        _names[name] = connection;
        Current = connection;
        IsBroken = connection is null;
    }

    /// <summary>A layer could not be made: what depends on it is skipped in silence.</summary>
    public void Break(string? name)
    {
        if (name is not null)
        {
            _names[name] = null;
        }

        Current = null;
        IsBroken = true;
    }

    public void Continue(Connection? from)
    {
        Current = from;
        IsBroken = from is null;
    }

    /// <summary>Keeps a node and what it depends on.</summary>
    public void CutAfter(Node last)
    {
        var kept = AncestorsOf([last]);
        _nodes.RemoveAll(node => !kept.Contains(node));
        foreach (var name in _names.Where(pair => pair.Value is { } connection && !kept.Contains(connection.Source)).Select(pair => pair.Key).ToList())
        {
            _names.Remove(name);
        }

        Continue(new Connection(last, 0));
    }

    public LayerInstance? FindLayer(string name) => _nodes.Find(node => node.Layer.Name == name)?.Layer;

    public int CallsOf(LayerInstance layer) => _nodes.Count(node => node.Layer == layer);

    public static HashSet<Node> AncestorsOf(IEnumerable<Node> nodes)
    {
        var found = new HashSet<Node>();
        var open = new Stack<Node>(nodes);
        while (open.TryPop(out var node))
        {
            if (found.Add(node))
            {
                foreach (var input in node.Inputs)
                {
                    open.Push(input.Source);
                }
            }
        }

        return found;
    }

    public Node AddInput(string name, Shape shape, SourceSpan span) =>
        Add(new Node(new LayerInstance(name, "InputLayer", span), 0, [], [shape]));
}
