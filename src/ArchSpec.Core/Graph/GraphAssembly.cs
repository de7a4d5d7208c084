using ArchSpec.Layers;

namespace ArchSpec.Graph;

/// <summary>A network under construction: its nodes so far, their names, and the output that the next layer takes.</summary>
internal sealed class GraphAssembly
{
    // Null for a layer that has errors: its name is known, so that a reference to it is not an error of its own.
    private readonly Dictionary<string, Connection?> _names = [];
    private readonly List<Node> _nodes = [];

    /// <summary>What a block's own layers call the block's input.</summary>
    public const string BlockInputName = "input";

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>The input of the block whose layers are being added, or null outside of blocks.</summary>
    public Connection? BlockInput { get; set; }

    /// <summary>The Sequential whose layers these are, which is still to be built; null outside of one.</summary>
    public SequentialBuild? Build { get; set; }

    public IEnumerable<string> Names => _names.Keys;

    /// <summary>What the next layer takes, or null where there is none.</summary>
    public Connection? Current { get; set; }

    /// <summary>Whether <see cref="Current"/> is missing because of an error that has been reported.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>What a name stands for; null where that has an error.</summary>
    public bool TryFind(string name, out Connection? found)
    {
        if (name == BlockInputName && BlockInput is not null)
        {
            found = BlockInput;
            return true;
        }

        return _names.TryGetValue(name, out found);
    }

    /// <summary>Whether a name may be given to another layer. A '/' separates a block's or model's name from its layers', and a name from the number of an output.</summary>
    public bool IsFree(string name) => name.Length > 0 && !name.Contains('/', StringComparison.Ordinal) && !_names.ContainsKey(name);

    public Node Add(Node node)
    {
        _nodes.Add(node);
        if (node.Call == 0)
        {
            Name(node.Layer.Name, new Connection(node, 0));
        }
        else
        {
            Continue(new Connection(node, 0)); // a layer's name is its first call; another call has a name of its own
        }

        return node;
    }

    /// <summary>Adds a node, or says that it could not be made.</summary>
    public void AddOrBreak(Node? node, string? name)
    {
        if (node is null)
        {
            Break(name);
        }
        else
        {
            Add(node);
        }
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

    /// <summary>Keeps an output's node and what that depends on.</summary>
    public void CutAfter(Connection last)
    {
        var kept = AncestorsOf([last.Source]);
        _nodes.RemoveAll(node => !kept.Contains(node));
        foreach (var name in _names.Where(pair => pair.Value is { } connection && !kept.Contains(connection.Source)).Select(pair => pair.Key).ToList())
        {
            _names.Remove(name);
        }

        Continue(last);
    }

    /// <summary>Freezes the layers that were made from the given place on; calls of older ones change nothing.</summary>
    public void FreezeFrom(int first)
    {
        foreach (var node in _nodes.Skip(first).Where(node => node.Call == 0))
        {
            node.Layer.Freeze();
        }
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

    public Node AddInput(LayerInstance input, Shape shape) => Add(new Node(input, 0, [], [shape]));
}
