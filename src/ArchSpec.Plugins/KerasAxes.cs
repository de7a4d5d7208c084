using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>Keras's axes: the batch is 0, and those below 0 count from the end.</summary>
public static class KerasAxes
{
    /// <summary>The dimension of a sample's shape that an axis is; below 0 for the batch's.</summary>
    public static int Of(int axis, Shape sample) => axis < 0 ? axis + sample.Rank : axis - 1;

    /// <summary>The size of an axis.</summary>
    /// <exception cref="LayerException">The sample has no such axis, or its size is not known.</exception>
    public static int Require(int axis, Shape sample, string argument)
    {
        var dimension = RequireKnown(axis, sample, argument);
        return sample[dimension] ?? throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"the size of {argument} {axis} must be known, received {sample}"));
    }

    /// <summary>The dimensions of a sample's shape that axes are, in the order given.</summary>
    /// <exception cref="LayerException">The sample has no such axis, or two are the same one.</exception>
    public static int[] OfAll(IReadOnlyList<int> axes, Shape sample, string argument)
    {
        var dimensions = new int[axes.Count];
        for (var at = 0; at < dimensions.Length; at++)
        {
            dimensions[at] = RequireKnown(axes[at], sample, argument);
            if (Array.IndexOf(dimensions, dimensions[at]) < at)
            {
                throw new LayerException($"{argument} names an axis twice, received [{string.Join(", ", axes)}]");
            }
        }

        return dimensions;
    }

    /// <summary>The dimension of a sample's shape that an axis is.</summary>
    /// <exception cref="LayerException">The sample has no such axis.</exception>
    public static int RequireKnown(int axis, Shape sample, string argument)
    {
        var dimension = Of(axis, sample);
        return dimension >= 0 && dimension < sample.Rank
            ? dimension
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"{argument} {axis} is no axis of its input {sample}; it must be 1 to {sample.Rank}, or -{sample.Rank} to -1"));
    }
}
