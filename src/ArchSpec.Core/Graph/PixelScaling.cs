using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>
/// Finds where a network scales its own pictures: by the bounds that layers without weights give for pictures from black to white, through
/// blocks, models, and layers that change nothing when a model is used.
/// </summary>
public static class PixelScaling
{
    // Rescaling by 1/255 or 1/127.5 and the deviations of pictures on 0 … 255 are below; what is made for 0 … 1 is far above.
    private const double Narrow = 1.0 / 16;

    private const double White = 255;

    /// <summary>Whether the network makes pictures of 0 … 255 numbers of an order of 1 before the first layer with weights.</summary>
    public static bool IsDoneBy(Network network) => FirstBelow(network, PixelRange.Bytes, White * Narrow) is not null;

    /// <summary>Warns of the layer that makes all pixels all but the same, since they were scaled before.</summary>
    internal static void Warn(Network network, DiagnosticBag bag)
    {
        if (FirstBelow(network, network.Range, Narrow) is var (step, bounds))
        {
            var layer = step.Layer;
            bag.Add(SpecErrors.ScaledTwice(layer.Span, layer.TypeName, layer.Name, network.Range, Width(bounds), PixelRange.Bytes.KeyFor(network)));
        }
    }

    private static (FlatStep Step, ChannelBounds Bounds)? FirstBelow(Network network, PixelRange range, double width)
    {
        if (network.Inputs is not [{ Shape: { Rank: 3 } shape, Source: var input }] || shape[^1] is not { } channels || !IsTakenWithoutWeights(network, input))
        {
            return null;
        }

        var graph = FlatGraph.Of(network);
        var known = new ChannelBounds?[graph.Steps.Length];
        foreach (var step in graph.Steps)
        {
            known[step.Index] = step.Layer.IsInput ? Of(range, channels) : Bounds(graph, step, known);
            if (known[step.Index] is { } bounds && Width(bounds) <= width && step.Inputs.Any(from => Width(known[from]!) > width))
            {
                return (step, bounds);
            }
        }

        return null;
    }

    // Most networks begin with a convolution, and there is nothing to find out.
    private static bool IsTakenWithoutWeights(Network network, Node input) =>
        network.Nodes.Any(node => node.Inputs.Any(from => from.Source == input) && (node.Body is not null || node.Layer.Weights.IsEmpty));

    private static ChannelBounds Of(PixelRange range, int channels) =>
        new([.. Enumerable.Range(0, channels).Select(channel => range.Of(channel, 0))], [.. Enumerable.Range(0, channels).Select(channel => range.Of(channel, White))]);

    // Null behind weights, which nobody knows here, and where a layer does not say.
    private static ChannelBounds? Bounds(FlatGraph graph, FlatStep step, ChannelBounds?[] known)
    {
        if (step.Layer.Layer is not { } layer || !step.Layer.Weights.IsEmpty || step.Inputs.Any(input => known[input] is null))
        {
            return null;
        }

        try
        {
            var bounds = layer.Bounds(graph.CallOf(step), new Context([.. step.Inputs.Select(input => known[input]!)]));
            return bounds is not null && double.IsFinite(Width(bounds)) ? bounds : null;
        }
        catch (Exception)
        {
            return null; // a layer of somebody else's: a warning less is no reason to fail
        }
    }

    private static double Width(ChannelBounds bounds) => bounds.High.Zip(bounds.Low, (high, low) => high - low).Max();

    private sealed class Context(ImmutableArray<ChannelBounds> inputs) : IBoundContext
    {
        public ImmutableArray<ChannelBounds> Inputs => inputs;

        public double[]? Weight(string name) => null;
    }
}
