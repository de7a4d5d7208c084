using System.Collections.Immutable;
using ArchSpec.Graph;

namespace ArchSpec.Summary;

/// <summary>
/// The order of a summary's rows, as <c>map_graph</c> of <c>keras.src.ops.function</c> makes it: by the distance to the model's
/// end, the farthest first; layers at the same distance in the order in which a walk from the outputs back first meets them.
/// </summary>
public sealed class RowOrder
{
    private readonly HashSet<Node> _seen = [];
    private readonly List<Node> _inputsFirst = [];
    private readonly Dictionary<LayerInstance, int> _firstMet = [];
    private readonly Dictionary<Node, int> _nodeDepths = [];
    private readonly Dictionary<LayerInstance, int> _layerDepths = [];
    private readonly ILookup<LayerInstance, Node> _calls;

    /// <summary>Walks a network.</summary>
    public RowOrder(Network network)
    {
        _calls = network.Nodes.ToLookup(node => node.Layer);
        for (var output = 0; output < network.Outputs.Length; output++)
        {
            Walk(network.Outputs[output].Source);
        }

        MeasureDepths();
        AddUnusedInputs(network);
    }

    /// <summary>The layers, each once.</summary>
    public IEnumerable<LayerInstance> Layers =>
        _firstMet.Keys.OrderByDescending(layer => _layerDepths[layer]).ThenBy(layer => _firstMet[layer]);

    /// <summary>Whether nothing branches, joins or is called twice.</summary>
    public bool IsChain
    {
        get
        {
            var taken = new bool[_nodeDepths.Count];
            foreach (var (node, depth) in _nodeDepths)
            {
                if (node.Inputs.Length > 1 || taken[depth])
                {
                    return false;
                }

                taken[depth] = true;
            }

            return _nodeDepths.Count == _firstMet.Count;
        }
    }

    /// <summary>The calls of a layer, in order.</summary>
    public IEnumerable<Node> CallsOf(LayerInstance layer) => _calls[layer];

    /// <summary>Which call of its layer a node is, from 0: a call that no output needs is not counted.</summary>
    internal int NumberOf(Node call) => _calls[call.Layer].TakeWhile(other => other != call).Count();

    // With a stack of its own: a chain of thousands of layers must not use up the thread's.
    private void Walk(Node output)
    {
        var open = new Stack<Visit>();
        Meet(output, open);
        while (open.TryPeek(out var visit))
        {
            if (visit.Next == visit.Node.Inputs.Length)
            {
                _inputsFirst.Add(open.Pop().Node);
            }
            else
            {
                Meet(visit.Node.Inputs[visit.Next++].Source, open);
            }
        }
    }

    private void Meet(Node node, Stack<Visit> open)
    {
        if (_seen.Add(node))
        {
            _firstMet.TryAdd(node.Layer, _firstMet.Count);
            open.Push(new Visit(node));
        }
    }

    private void MeasureDepths()
    {
        foreach (var node in Enumerable.Reverse(_inputsFirst))
        {
            var depth = Math.Max(_nodeDepths.GetValueOrDefault(node), _layerDepths.GetValueOrDefault(node.Layer));
            _nodeDepths[node] = depth;
            _layerDepths[node.Layer] = depth;
            for (var input = 0; input < node.Inputs.Length; input++)
            {
                var source = node.Inputs[input].Source;
                _nodeDepths[source] = Math.Max(_nodeDepths.GetValueOrDefault(source), depth + 1);
            }
        }
    }

    private void AddUnusedInputs(Network network)
    {
        foreach (var input in network.Nodes.Where(node => node.Layer.IsInput && _seen.Add(node)))
        {
            _firstMet[input.Layer] = -1;
            _layerDepths[input.Layer] = 0;
            _nodeDepths[input] = 0;
        }
    }

    private sealed class Visit(Node node)
    {
        public Node Node => node;

        /// <summary>Which input is walked next.</summary>
        public int Next { get; set; }
    }
}
