using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>Keras's axes: the batch is 0, and those below 0 count from the end.</summary>
internal static class KerasAxes
{
    /// <summary>The dimension of a sample's shape that an axis is; below 0 for the batch's.</summary>
    public static int Of(int axis, Shape sample) => axis < 0 ? axis + sample.Rank : axis - 1;

    /// <summary>The size of an axis.</summary>
    /// <exception cref="LayerException">The sample has no such axis, or its size is not known.</exception>
    public static int Require(int axis, Shape sample, string argument)
    {
        var dimension = Of(axis, sample);
        if (dimension < 0 || dimension >= sample.Rank)
        {
            throw new LayerException($"{argument} {axis} is no axis of its input {sample}; it must be 1 to {sample.Rank}, or -{sample.Rank} to -1");
        }

        return sample[dimension] ?? throw new LayerException($"the size of {argument} {axis} must be known, received {sample}");
    }
}
