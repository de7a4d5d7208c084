using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// Keras's argument <c>noise_shape</c>: the shape of a dropout's mask with the batch in front. Along a dimension of 1 all
/// values are dropped or kept together.
/// </summary>
internal static class NoiseShape
{
    public static Argument<IReadOnlyList<int?>?> Argument { get; } = ArchSpec.Layers.Argument.OptionalDimensions(
        "noise_shape", "shape of the mask, the batch in front: 1 where values are dropped together, null for the input's size");

    /// <summary>The input's shape.</summary>
    /// <exception cref="LayerException">A mask of this shape does not fit on it.</exception>
    public static Shape Check(LayerCall call)
    {
        if (call.Get(Argument) is not { } mask)
        {
            return call.Input;
        }

        if (mask.Count != call.Input.Rank + 1)
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"noise_shape must have {call.Input.Rank + 1} sizes for its input {call.Input} and the batch, received {mask.Count}"));
        }

        for (var axis = 0; axis < call.Input.Rank; axis++)
        {
            if (mask[axis + 1] is not (null or 1) && call.Input[axis] is { } size && size != mask[axis + 1])
            {
                throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"noise_shape has {mask[axis + 1]} where its input {call.Input} has {size}; it must be {size}, 1 or null"));
            }
        }

        return call.Input;
    }

    /// <summary>The mask's shape for a batch. The batch's own size may differ from the one that was written.</summary>
    /// <param name="call">The layer's arguments.</param>
    /// <param name="batch">The shape of the input in Keras's order, the batch in front.</param>
    public static long[] For(LayerCall call, long[] batch) => call.Get(Argument) is { } mask
        ? [.. batch.Select((size, axis) => mask[axis] == 1 ? 1 : size)]
        : batch;

    /// <summary>Says that the channels stay where the mask counts them.</summary>
    public static void Pin(LayerCall call, IChannelContext context)
    {
        if (call.Get(Argument) is [.., > 1])
        {
            context.Pin(context.Inputs[0], "noise_shape counts the channels");
        }
    }
}
