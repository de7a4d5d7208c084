using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>
/// What Keras's merging layers share. Shapes are matched from the last dimension on; a dimension of 1 is repeated, and one
/// that is missing in front counts as 1: H × W × C with 1 × 1 × C, with C, or with H × W × 1.
/// </summary>
internal static class Merging
{
    /// <summary>The shape of the result.</summary>
    /// <exception cref="LayerException">The shapes do not match.</exception>
    public static Shape ShapeOf(LayerCall call)
    {
        var merged = call.Input;
        for (var place = 1; place < call.Inputs.Length; place++)
        {
            merged = Broadcast(merged, call.Inputs[place]) ?? throw new LayerException($"its inputs must match from the last dimension on, or be 1 there, received {string.Join(" and ", call.Inputs)}");
        }

        return merged;
    }

    /// <summary>
    /// The inputs' channels position by position. An input of one channel beside others of several is repeated for all of
    /// them: it stays whatever becomes of them.
    /// </summary>
    public static ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var most = ShapeOf(call).RequireChannels();
        var whole = new List<ImmutableArray<int>>();
        foreach (var input in context.Inputs)
        {
            if (input.Length == most)
            {
                whole.Add(input);
            }
            else
            {
                context.Pin(input, string.Create(CultureInfo.InvariantCulture, $"its only channel meets all {most} channels of another input"));
            }
        }

        return context.Unite(whole);
    }

    private static Shape? Broadcast(Shape first, Shape second)
    {
        var (longer, shorter) = first.Rank < second.Rank ? (second, first) : (first, second);
        var merged = new int?[longer.Rank];
        longer.Dimensions.CopyTo(merged);
        for (var fromEnd = 1; fromEnd <= shorter.Rank; fromEnd++)
        {
            var (a, b) = (longer[^fromEnd], shorter[^fromEnd]);
            if (a is > 1 && b is > 1 && a != b)
            {
                return null;
            }

            // As Keras: what is not known may be anything, also where the other one is known.
            merged[^fromEnd] = a is null || b is null ? null : Math.Max(a.Value, b.Value);
        }

        return new Shape(merged);
    }

    /// <summary>The TorchSharp side.</summary>
    public static class Torch
    {
        /// <summary>The inputs with as many dimensions as the result, in front of them those of size 1.</summary>
        public static IEnumerable<Tensor> Aligned(TorchCall on)
        {
            var dimensions = on.Inputs.Max(input => input.dim());
            return on.Inputs.Select(input => Aligned(input, dimensions));
        }

        private static Tensor Aligned(Tensor x, long dimensions)
        {
            if (x.dim() == dimensions)
            {
                return x;
            }

            var keras = TorchAxes.ToKeras(x);
            while (keras.dim() < dimensions)
            {
                keras = keras.unsqueeze(1);
            }

            return TorchAxes.FromKeras(keras);
        }
    }
}
