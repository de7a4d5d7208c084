using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Graph;

/// <summary>
/// Calls models inside of a model. Where a call's inputs have other shapes than the model was declared with, the shapes inside are
/// inferred again; the layers and their weights are the same.
/// </summary>
/// <param name="bag">Receives the problems.</param>
/// <param name="use">For messages: which use of a block this is in, with a space in front.</param>
internal sealed class ModelCaller(DiagnosticBag bag, string use)
{
    /// <summary>A call of a model, or null where the model does not take the inputs.</summary>
    public Node? Call(LayerInstance model, int call, SourceSpan span, ImmutableArray<Connection> inputs)
    {
        var body = model.Body!;
        if (inputs.Length != body.Inputs.Length)
        {
            bag.Add(SpecErrors.WrongInputCount(span, model.TypeName, model.Name, Takes(body), inputs.Length));
            return null;
        }

        foreach (var (declared, given) in body.Inputs.Zip(inputs))
        {
            if (!Fits(declared.Shape, given.Shape))
            {
                bag.Add(SpecErrors.InputDoesNotFit(span, $"{model.TypeName} '{model.Name}'{use}", $"{declared.Shape} as its input '{declared.Source.Layer.Name}'", $"{given.Shape} from '{given.Source.Layer.Name}'"));
                return null;
            }
        }

        return Run(model, call, span, inputs);
    }

    private static string Takes(Network body) =>
        body.Inputs.Length == 1 ? "one input" : $"{body.Inputs.Length} inputs ({string.Join(", ", body.Inputs.Select(input => input.Source.Layer.Name))})";

    // As Keras's input_spec: a size that either side does not know is no obstacle.
    private static bool Fits(Shape declared, Shape given) => declared.Rank == given.Rank
        && declared.Dimensions.Zip(given.Dimensions).All(pair => pair.First is null || pair.Second is null || pair.First == pair.Second);

    private Node? Run(LayerInstance layer, int call, SourceSpan span, ImmutableArray<Connection> inputs)
    {
        var factory = new NodeFactory(bag, $"{use} in {layer.Name}");
        return Infer(layer.Body!, factory, span, Connection.ShapesOf(inputs)) is { } body
            ? new Node(layer, call, inputs, Connection.ShapesOf(body.Outputs)) { Body = body }
            : null;
    }

    private Network? Infer(Network body, NodeFactory factory, SourceSpan span, ImmutableArray<Shape> shapes)
    {
        if (shapes.SequenceEqual(Connection.ShapesOf(body.Inputs)))
        {
            return body;
        }

        var made = new Dictionary<Node, Node>();
        foreach (var (input, shape) in body.Inputs.Zip(shapes))
        {
            made[input.Source] = new Node(input.Source.Layer, 0, [], [shape]);
        }

        foreach (var node in body.Nodes.Where(node => !node.Layer.IsInput))
        {
            if (Again(node, factory, span, Moved(node.Inputs)) is not { } again)
            {
                return null;
            }

            made[node] = again;
        }

        return new Network(body.Name, body.Kind, [.. body.Nodes.Select(node => made[node])], Moved(body.Inputs), Moved(body.Outputs));

        ImmutableArray<Connection> Moved(ImmutableArray<Connection> old) => [.. old.Select(connection => new Connection(made[connection.Source], connection.Output))];
    }

    // What a model inside declares holds for it too; a block declares nothing.
    private Node? Again(Node node, NodeFactory factory, SourceSpan span, ImmutableArray<Connection> inputs) =>
        node.Layer.IsModel ? Call(node.Layer, node.Call, span, inputs)
        : node.Layer.Body is not null ? Run(node.Layer, node.Call, span, inputs)
        : factory.CallAgain(node.Layer, node.Call, span, inputs);
}
