using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Bounds;

/// <summary>Between which numbers every tensor of a network lies, by its weights alone, for any image.</summary>
internal sealed class NetworkBounds
{
    private readonly Dictionary<LayerInstance, CompiledLayer> _weighted;
    private readonly FlatGraph _graph;

    private readonly PixelRange _range;

    private NetworkBounds(CompiledNetwork network)
    {
        (_graph, _range) = (network.Graph, network.Network.Range);
        _weighted = network.WeightedLayers.ToDictionary(layer => layer.Layer);
    }

    /// <summary>The bounds of each step's output.</summary>
    /// <exception cref="PruneException">A layer says of its bounds what cannot be.</exception>
    public static IReadOnlyList<ChannelBounds> Of(CompiledNetwork network)
    {
        var (all, bounds) = (new NetworkBounds(network), new List<ChannelBounds>());
        foreach (var step in network.Graph.Steps)
        {
            bounds.Add(all.Of(step, bounds));
        }

        return bounds;
    }

    private ChannelBounds Of(FlatStep step, List<ChannelBounds> known)
    {
        var channels = step.Output.RequireChannels();
        if (step.Layer.Layer is not { } layer)
        {
            return PixelBounds.Of(_range, channels);
        }

        using var scope = NewDisposeScope();
        var context = new Context([.. step.Inputs.Select(input => known[input])], _weighted.GetValueOrDefault(step.Layer));
        var bounds = Say(layer, step, context) ?? ChannelBounds.Unknown(channels);
        return bounds.Count == channels && bounds.High.Length == channels
            ? bounds.Low.Concat(bounds.High).Any(double.IsNaN) ? ChannelBounds.Unknown(channels) : bounds
            : throw new PruneException(string.Create(CultureInfo.InvariantCulture, $"'{step.Path}' cannot be pruned: {layer.Type} has bounds for {bounds.Count} channels of an output of {channels}"));
    }

    // An external layer may fail in any way; the person is told which it was.
    private ChannelBounds? Say(ILayer layer, FlatStep step, Context context)
    {
        try
        {
            return layer.Bounds(_graph.CallOf(step), context);
        }
        catch (Exception error)
        {
            throw new PruneException($"'{step.Path}' cannot be pruned: {layer.Type}, asked for its bounds, fails with: {error.Message}");
        }
    }

    private sealed class Context(ImmutableArray<ChannelBounds> inputs, CompiledLayer? layer) : IBoundContext
    {
        public ImmutableArray<ChannelBounds> Inputs => inputs;

        public double[]? Weight(string name) => layer?.Weights.ContainsKey(name) is true
            ? layer.ToKeras(name).to(ScalarType.Float64).data<double>().ToArray()
            : null;
    }
}
