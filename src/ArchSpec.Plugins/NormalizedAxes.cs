using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>What layers share that normalise each sample along some of its axes.</summary>
internal static class NormalizedAxes
{
    /// <summary>The sizes of the axes, in the order given, of which Keras makes the shape of their weights.</summary>
    /// <exception cref="LayerException">The sample has no such axis, or its size is not known.</exception>
    public static ImmutableArray<int> SizesOf(IReadOnlyList<int> axes, Shape sample)
    {
        _ = KerasAxes.OfAll(axes, sample, "axis");
        var sizes = new int[axes.Count];
        for (var at = 0; at < sizes.Length; at++)
        {
            sizes[at] = KerasAxes.Require(axes[at], sample, "axis");
        }

        return [.. sizes];
    }

    /// <summary>The input's channels, which all must stay where the last axis is one of those that are normalised.</summary>
    public static ImmutableArray<int> Channels(IReadOnlyList<int> axes, Shape sample, IChannelContext context, string reason)
    {
        if (KerasAxes.OfAll(axes, sample, "axis").Contains(sample.Rank - 1))
        {
            context.Pin(context.Inputs[0], reason);
        }

        return context.Inputs[0];
    }
}
