using System.Globalization;
using ArchSpec.Graph;

namespace ArchSpec.Spec;

/// <summary>
/// The names by which a written spec tells the nodes of a network apart: the layer's for its first call, one of its own for
/// each later call. A name that a reader would count out again is left unsaid, since the names inside blocks, which weights
/// files have, go on with that count.
/// </summary>
internal sealed class NodeNames
{
    private readonly AutoNames _count;
    private readonly Dictionary<Node, string> _names = [];
    private readonly HashSet<LayerInstance> _unsaid = [];
    private readonly Dictionary<LayerInstance, NodeNames> _inside = [];

    public NodeNames(Network network)
        : this(network, new AutoNames(), BuildOf(network), "input_layer")
    {
    }

    private NodeNames(Network network, AutoNames count, SequentialBuild? build, string input)
    {
        _count = count;
        var taken = network.Layers.Select(layer => layer.Name).ToHashSet();
        foreach (var node in network.Nodes)
        {
            _names[node] = node.Call == 0 ? node.Layer.Name : Free(string.Create(CultureInfo.InvariantCulture, $"{node.Layer.Name}_call_{node.Call + 1}"), taken);
            if (node.Layer.IsInput)
            {
                CountInput(node, network.Kind, input);
            }
            else if (node.Call == 0)
            {
                Count(node.Layer, build);
            }
        }
    }

    public string this[Node node] => _names[node];

    /// <summary>Whether the spec need not say the layer's name.</summary>
    public bool IsUnsaid(LayerInstance layer) => _unsaid.Contains(layer);

    /// <summary>Whether the spec need not say the network's own name.</summary>
    public bool IsUnsaid(Network network) => _count.Peek(network.Kind.ToString()) == network.Name;

    /// <summary>The names inside of a model.</summary>
    public NodeNames Inside(LayerInstance model) => _inside[model];

    // The input of a Sequential gets its number when that is built; until then it is known by a word.
    private void CountInput(Node node, ModelKind kind, string word)
    {
        if (node.Layer.HasAutomaticName && kind == ModelKind.Sequential)
        {
            _unsaid.Add(node.Layer);
            _names[node] = word;
        }
        else
        {
            CountName(node.Layer);
        }
    }

    private void Count(LayerInstance layer, SequentialBuild? build)
    {
        if (layer.IsModel)
        {
            var own = BuildOf(layer.Body!);
            _inside[layer] = new NodeNames(layer.Body!, _count, own, GraphAssembly.BlockInputName);
            CountName(layer);
            own?.Finish(build, IsDeclared(layer), _count);
        }
        else
        {
            CountName(layer);
            CountInside(layer, build);
        }
    }

    private void CountName(LayerInstance layer)
    {
        if (layer.HasAutomaticName && _count.Peek(layer.TypeName) == layer.Name)
        {
            _count.Next(layer.TypeName);
            _unsaid.Add(layer);
        }
    }

    // No name can be said for what is inside of a block: a reader counts all of it.
    private void CountInside(LayerInstance block, SequentialBuild? build)
    {
        foreach (var inner in block.Body?.Layers ?? [])
        {
            if (!inner.IsModel)
            {
                Next(inner);
                CountInside(inner, build);
                continue;
            }

            var own = BuildOf(inner.Body!);
            CountInside(inner, own);
            Next(inner);
            own?.Finish(build, IsDeclared(inner), _count);
        }

        void Next(LayerInstance layer)
        {
            if (layer.HasAutomaticName && !(layer.IsInput && block.Body!.Kind == ModelKind.Sequential))
            {
                _count.Next(layer.TypeName);
            }
        }
    }

    private static SequentialBuild? BuildOf(Network network) => network.Kind == ModelKind.Sequential
        ? new SequentialBuild(network.Inputs[0].Source.Layer.HasAutomaticName ? _ => { } : null)
        : null;

    private static bool IsDeclared(LayerInstance model) => model.Body!.Inputs[0].Source.Layer.HasDeclaredShape;

    private static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }
}
