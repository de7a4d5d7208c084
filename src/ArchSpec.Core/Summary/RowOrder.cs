using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Summary;

/// <summary>
/// The order of a summary's rows, as <c>map_graph</c> of <c>keras.src.ops.function</c> makes it: by the distance to the model's
/// end, the farthest first; layers at the same distance in the order in which a walk from the outputs back first meets them.
/// </summary>
internal sealed class RowOrder
{
    private readonly HashSet<Node> _seen = [];
    private readonly List<Node> _inputsFirst = [];
    private readonly Dictionary<LayerInstance, int> _firstMet = [];
    private readonly Dictionary<Node, int> _nodeDepths = [];
    private readonly Dictionary<LayerInstance, int> _layerDepths = [];
    private readonly ILookup<LayerInstance, Node> _calls;

    public RowOrder(Network network)
    {
        _calls = network.Nodes.ToLookup(node => node.Layer);
        foreach (var output in network.Outputs)
        {
            Walk(output.Source);
        }

        MeasureDepths();
        AddUnusedInputs(network);
    }

    /// <summary>The layers, each once.</summary>
    public IEnumerable<LayerInstance> Layers =>
        _firstMet.Keys.OrderByDescending(layer => _layerDepths[layer]).ThenBy(layer => _firstMet[layer]);

    /// <summary>Whether nothing branches, joins or is called twice.</summary>
    public bool IsChain =>
        _nodeDepths.Values.Distinct().Count() == _nodeDepths.Count
        && _nodeDepths.Keys.All(node => node.Inputs.Length <= 1)
        && _nodeDepths.Count == _firstMet.Count;

    /// <summary>The calls of a layer, in order.</summary>
    public IEnumerable<Node> CallsOf(LayerInstance layer) => _calls[layer];

    // With a stack of its own: a chain of thousands of layers must not use up the thread's.
    private void Walk(Node output)
    {
        var open = new Stack<(Node Node, int Input)>();
        Meet(output, open);
        while (open.TryPop(out var at))
        {
            if (at.Input == at.Node.Inputs.Length)
            {
                _inputsFirst.Add(at.Node);
                continue;
            }

            open.Push(at with { Input = at.Input + 1 });
            Meet(at.Node.Inputs[at.Input].Source, open);
        }
    }

    private void Meet(Node node, Stack<(Node Node, int Input)> open)
    {
        if (_seen.Add(node))
        {
            _firstMet.TryAdd(node.Layer, _firstMet.Count);
            open.Push((node, 0));
        }
    }

    private void MeasureDepths()
    {
        foreach (var node in Enumerable.Reverse(_inputsFirst))
        {
            var depth = Math.Max(_nodeDepths.GetValueOrDefault(node), _layerDepths.GetValueOrDefault(node.Layer));
            _nodeDepths[node] = depth;
            _layerDepths[node.Layer] = depth;
            foreach (var input in node.Inputs)
            {
                _nodeDepths[input.Source] = Math.Max(_nodeDepths.GetValueOrDefault(input.Source), depth + 1);
            }
        }
    }

    private void AddUnusedInputs(Network network)
    {
        foreach (var input in network.Inputs.Select(input => input.Source).Where(_seen.Add))
        {
            _firstMet[input.Layer] = -1;
            _layerDepths[input.Layer] = 0;
            _nodeDepths[input] = 0;
        }
    }
}
