using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Summary;

// Loops and classes where LINQ and structs would read as well: code for generic types of structs is not in a ReadyToRun image, and
// compiling it is what a short command spends its time on.

/// <summary>What a summary says of a model, before it is laid out as a table or as JSON.</summary>
/// <param name="Name">As in <c>Model: "name"</c>.</param>
/// <param name="IsChain">Whether each layer takes the output of the row above, so that no column needs to say what it takes.</param>
/// <param name="Rows">The layers, in the order of the table.</param>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="TrainableParameters">Those that training changes.</param>
internal sealed record SummaryModel(
    string Name, bool IsChain, ImmutableArray<SummaryRow> Rows, long Parameters, long TrainableParameters)
{
    /// <summary>Floating-point operations of one sample's forward pass.</summary>
    public long Flops => Rows.Sum(row => row.Flops);

    /// <summary>The rows of a network, with the layers of a block or a model inside its row.</summary>
    public static SummaryModel Of(Network network) => Of(network, [network]);

    /// <summary>The rows of a network that stands inside of another.</summary>
    /// <param name="network">With the shapes that it was declared with, which the rows show.</param>
    /// <param name="runs">What its calls run, with the shapes of each call, which the operations are of.</param>
    internal static SummaryModel Of(Network network, IReadOnlyList<Network> runs)
    {
        var order = new RowOrder(network);
        var calls = runs.SelectMany(run => run.Nodes).ToLookup(node => node.Layer);
        var rows = order.Layers.Where(layer => network.Kind == ModelKind.Functional || !layer.IsInput).Select(Row);
        return new SummaryModel(network.Name, order.IsChain, [.. rows], network.Parameters, network.TrainableParameters);

        SummaryRow Row(LayerInstance layer) => SummaryRow.Of(layer, [.. order.CallsOf(layer)], [.. calls[layer]]);
    }
}

/// <summary>One layer of a summary.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Type">Its type, such as <c>Conv2D</c>.</param>
/// <param name="Outputs">What its last call returns, without the batch dimension.</param>
/// <param name="Parameters">Its weights, in number of values.</param>
/// <param name="TrainableParameters">Those that training changes.</param>
/// <param name="Trainable">Whether training changes the layer; null where it has no weights.</param>
/// <param name="Inputs">What its calls take, in order.</param>
/// <param name="Flops">Floating-point operations of all its calls, for one sample.</param>
/// <param name="Inner">The layers of a block or a model.</param>
internal sealed record SummaryRow(
    string Name,
    string Type,
    ImmutableArray<Shape> Outputs,
    long Parameters,
    long TrainableParameters,
    bool? Trainable,
    ImmutableArray<SummaryInput> Inputs,
    long Flops,
    ImmutableArray<SummaryRow> Inner)
{
    /// <summary>The row of a layer with its calls, and with all that they come to where the network around is called several times.</summary>
    public static SummaryRow Of(LayerInstance layer, ImmutableArray<Node> calls, ImmutableArray<Node> runs) => new(
        layer.Name,
        layer.TypeName,
        calls[^1].Outputs,
        layer.Parameters,
        layer.TrainableParameters,
        layer.Parameters > 0 ? layer.Trainable : null,
        InputsOf(calls),
        runs.Sum(call => call.Flops),
        InnerOf(layer, runs));

    private static ImmutableArray<SummaryInput> InputsOf(ImmutableArray<Node> calls)
    {
        var inputs = ImmutableArray.CreateBuilder<SummaryInput>();
        foreach (var call in calls)
        {
            for (var input = 0; input < call.Inputs.Length; input++)
            {
                inputs.Add(SummaryInput.Of(call.Inputs[input]));
            }
        }

        return inputs.ToImmutable();
    }

    // The input of a block is the spec's way of saying where the block begins, not a layer that a person wrote.
    private static ImmutableArray<SummaryRow> InnerOf(LayerInstance layer, ImmutableArray<Node> runs) => layer.Body is null
        ? []
        : [.. SummaryModel.Of(layer.Body, [.. runs.Select(run => run.Body!)]).Rows.Where(row => layer.IsModel || row.Type != "InputLayer")];
}

/// <summary>What a layer takes: the output of another layer's call.</summary>
/// <param name="Layer">The other layer's name.</param>
/// <param name="Call">Which of its calls, from 0.</param>
/// <param name="Output">Which of the call's outputs, from 0.</param>
internal sealed record SummaryInput(string Layer, int Call, int Output)
{
    /// <summary>The input that a connection is.</summary>
    public static SummaryInput Of(Connection connection) =>
        new(connection.Source.Layer.Name, connection.Source.Call, connection.Output);
}
