using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>One output of a node. A class: see "Start time" in CONTRIBUTING.md.</summary>
/// <param name="Source">The node that makes it.</param>
/// <param name="Output">Which of the node's outputs, from 0.</param>
public sealed record Connection(Node Source, int Output)
{
    /// <summary>Its shape, without the batch dimension.</summary>
    public Shape Shape => Source.Outputs[Output];

    /// <summary>The shapes of several, in a loop that is not compiled anew at each start of the program.</summary>
    internal static ImmutableArray<Shape> ShapesOf(ImmutableArray<Connection> connections)
    {
        var shapes = ImmutableArray.CreateBuilder<Shape>(connections.Length);
        foreach (var connection in connections)
        {
            shapes.Add(connection.Shape);
        }

        return shapes.MoveToImmutable();
    }
}

/// <summary>One call of a layer.</summary>
public sealed class Node
{
    internal Node(LayerInstance layer, int call, ImmutableArray<Connection> inputs, ImmutableArray<Shape> outputs)
    {
        Layer = layer;
        Call = call;
        Inputs = inputs;
        Outputs = outputs;
        Body = layer.Body;
    }

    /// <summary>The layer that is called.</summary>
    public LayerInstance Layer { get; }

    /// <summary>Which call of the layer it is, from 0.</summary>
    public int Call { get; }

    /// <summary>What asked for the call, where it is another one of a layer that stands further up; else null.</summary>
    internal ReuseEntry? Reuse { get; set; }

    /// <summary>What the call takes; empty for an input.</summary>
    public ImmutableArray<Connection> Inputs { get; }

    /// <summary>The shapes of what the call returns.</summary>
    public ImmutableArray<Shape> Outputs { get; }

    /// <summary>The shape of the only output.</summary>
    public Shape Output => Outputs[0];

    /// <summary>
    /// What the call of a block or a model runs: the layer's inner network, with the shapes that follow from this call's inputs;
    /// null otherwise.
    /// </summary>
    public Network? Body { get; internal init; }

    /// <summary>Floating-point operations of this call for one sample.</summary>
    public long Flops => Body?.Flops ?? Layer.Layer?.Flops(Layer.CallOn(Connection.ShapesOf(Inputs))) ?? 0;
}
