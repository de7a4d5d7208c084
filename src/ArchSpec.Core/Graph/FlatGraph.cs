using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Graph;

/// <summary>One call of a plugin's layer, or one input, with blocks and models taken apart.</summary>
/// <param name="Index">Its place in <see cref="FlatGraph.Steps"/>.</param>
/// <param name="Path">The layer's name behind the names of the blocks and models around it: <c>inception_module/conv2d_3</c>.</param>
/// <param name="Layer">The layer; two steps of one shared layer have the same.</param>
/// <param name="Inputs">The indices of the steps that it takes its inputs from.</param>
/// <param name="Output">The shape of its output.</param>
public sealed record FlatStep(int Index, string Path, LayerInstance Layer, ImmutableArray<int> Inputs, Shape Output);

/// <summary>Where a model inside of the model takes an input whose number of channels the spec declares: it cannot change without that.</summary>
/// <param name="Path">The model's name behind the names of the blocks and models around it.</param>
/// <param name="Step">The index of the step whose output it takes.</param>
public sealed record DeclaredInput(string Path, int Step);

/// <summary>
/// A network as one list of steps, each after those it depends on: what a compiler runs and what pruning reasons over.
/// Blocks and models matter to people who read a spec, not to the arithmetic.
/// </summary>
public sealed class FlatGraph
{
    private readonly List<FlatStep> _steps = [];
    private readonly List<DeclaredInput> _declared = [];
    private Dictionary<Connection, int> _own = [];

    private FlatGraph(Network network)
    {
        Outputs = Append(network, "", []);
        Steps = [.. _steps];
        DeclaredInputs = [.. _declared];
    }

    /// <summary>Every step.</summary>
    public ImmutableArray<FlatStep> Steps { get; }

    /// <summary>The indices of the steps that the network returns.</summary>
    public ImmutableArray<int> Outputs { get; }

    /// <summary>What models inside of the model take, where the spec declares it, for every call.</summary>
    public ImmutableArray<DeclaredInput> DeclaredInputs { get; }

    /// <summary>The index of the step that makes what one of the network's own nodes returns.</summary>
    /// <param name="connection">An output of one of <see cref="Network.Nodes"/>.</param>
    public int StepOf(Connection connection) => _own[connection];

    /// <summary>The layers with weights, each once, with their paths.</summary>
    public IEnumerable<(string Path, LayerInstance Layer)> WeightedLayers => Steps
        .Where(step => !step.Layer.Weights.IsEmpty)
        .DistinctBy(step => step.Layer)
        .Select(step => (step.Path, step.Layer));

    /// <summary>A step's layer with the shapes that it is applied to.</summary>
    public LayerCall CallOf(FlatStep step) => step.Layer.CallOn([.. step.Inputs.Select(input => Steps[input].Output)]);

    /// <summary>Takes the blocks and models of a network apart.</summary>
    public static FlatGraph Of(Network network) => new(network);

    private ImmutableArray<int> Append(Network network, string prefix, ImmutableArray<int> given)
    {
        var made = new Dictionary<Connection, int>();
        foreach (var (input, step) in network.Inputs.Zip(given))
        {
            made[input] = step;
        }

        foreach (var node in network.Nodes.Where(node => !made.ContainsKey(new Connection(node, 0))))
        {
            ImmutableArray<int> inputs = [.. node.Inputs.Select(input => made[input])];
            var results = node.Body is { } body
                ? Append(body, $"{prefix}{node.Layer.Name}/", inputs)
                : [Add(node, prefix, inputs)];
            NoteDeclared(node.Layer, prefix, inputs);
            for (var output = 0; output < results.Length; output++)
            {
                made[new Connection(node, output)] = results[output];
            }
        }

        _own = made; // the outermost network's, which is done last
        return [.. network.Outputs.Select(output => made[output])];
    }

    private int Add(Node node, string prefix, ImmutableArray<int> inputs)
    {
        _steps.Add(new FlatStep(_steps.Count, prefix + node.Layer.Name, node.Layer, inputs, node.Output));
        return _steps.Count - 1;
    }

    private void NoteDeclared(LayerInstance layer, string prefix, ImmutableArray<int> inputs)
    {
        foreach (var (declared, step) in (layer.Body?.Inputs ?? []).Zip(inputs))
        {
            if (declared.Source.Layer.HasDeclaredShape && declared.Shape[^1] is not null)
            {
                _declared.Add(new DeclaredInput(prefix + layer.Name, step));
            }
        }
    }
}
