using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>How large a network is of which the layers between a stage's end and the head go.</summary>
/// <param name="Parameters">All weights, in number of values.</param>
/// <param name="Flops">Of one image's forward pass.</param>
internal sealed record CutSize(long Parameters, long Flops)
{
    /// <summary>The size of what is left, or null where the head does not take the features of that stage.</summary>
    public static CutSize? Of(Network network, SingleTensor end, SingleTensor head)
    {
        var shapes = new Dictionary<Connection, Shape>();
        var (kept, moved) = (network.Nodes.Take(end.Place + 1).ToList(), network.Nodes.Skip(head.Place));
        foreach (var node in kept)
        {
            Know(node, node.Outputs, shapes);
        }

        shapes[head.Node.Inputs[0]] = end.Connection.Shape;
        try
        {
            var front = new CutSize(kept.Where(node => node.Call == 0).Sum(node => node.Layer.Parameters), kept.Sum(node => node.Flops));
            return moved.Aggregate(front, (size, node) => size + Run(node, shapes, isFirst: node.Call == 0));
        }
        catch (Exception error) when (error is LayerException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Both sums.</summary>
    public static CutSize operator +(CutSize a, CutSize b) => new(a.Parameters + b.Parameters, a.Flops + b.Flops);

    private static CutSize Run(Node node, Dictionary<Connection, Shape> shapes, bool isFirst)
    {
        ImmutableArray<Shape> inputs = [.. node.Inputs.Select(input => shapes[input])];
        if (node.Body is { } body)
        {
            return RunInside(node, body, inputs, shapes, isFirst);
        }

        var (layer, call) = (node.Layer.Layer!, node.Layer.CallOn(inputs));
        Know(node, [layer.InferShape(call)], shapes);
        return new CutSize(isFirst ? layer.Weights(call).Sum(weight => weight.Count) : 0, layer.Flops(call));
    }

    private static CutSize RunInside(Node node, Network body, ImmutableArray<Shape> inputs, Dictionary<Connection, Shape> shapes, bool isFirst)
    {
        foreach (var (input, shape) in body.Inputs.Zip(inputs))
        {
            shapes[input] = shape;
        }

        var given = body.Inputs.Select(input => input.Source).ToHashSet();
        var size = body.Nodes.Where(inner => !given.Contains(inner)).Aggregate(
            new CutSize(0, 0), (sum, inner) => sum + Run(inner, shapes, isFirst && inner.Call == 0));
        Know(node, [.. body.Outputs.Select(output => shapes[output])], shapes);
        return size;
    }

    private static void Know(Node node, ImmutableArray<Shape> outputs, Dictionary<Connection, Shape> shapes)
    {
        for (var output = 0; output < outputs.Length; output++)
        {
            shapes[new Connection(node, output)] = outputs[output];
        }
    }
}
