using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>
/// A calculation in a graph of Keras: of several tensors (<c>a + b</c>, <c>Add()([a, b])</c>), or of one and a constant
/// (<c>x * 2</c>, <c>1 - x</c>), which ArchSpec's own argument <c>value</c> says.
/// </summary>
internal static class Operation
{
    /// <summary>The constant.</summary>
    public static Argument<IReadOnlyList<double>?> Value { get; } =
        Argument.OptionalNumbers("value", "the other operand of a layer of one input: a number, or a list of one for each channel");

    /// <summary>Whether the constant stands on the left.</summary>
    public static Argument<bool> ValueFirst { get; } = Argument.Flag("value_first", "whether value is the left operand, as in 1 - x", false);

    /// <summary>How many inputs the layer takes, where it takes so many without a constant.</summary>
    public static int Inputs(LayerArguments arguments, int otherwise) => arguments.Get(Value) is null ? otherwise : 1;

    /// <summary>The shape of the result.</summary>
    /// <exception cref="LayerException">The operands do not match.</exception>
    public static Shape ShapeOf(LayerCall call)
    {
        if (call.Get(Value) is not { Count: > 1 } values)
        {
            return Merging.ShapeOf(call);
        }

        return values.Count == call.Input.RequireChannels()
            ? call.Input
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"value must have one number or one for each of the {call.Input.RequireChannels()} channels, received {values.Count}"));
    }

    /// <summary>Where the result's channels come from.</summary>
    public static ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (call.Get(Value) is not { } values)
        {
            return Merging.Channels(call, context);
        }

        if (values.Count > 1)
        {
            context.Pin(context.Inputs[0], "value has a number for each channel");
        }

        return context.Inputs[0];
    }

    /// <summary>Between which numbers the result lies.</summary>
    public static ChannelBounds Bounds(
        LayerCall call, IBoundContext context, Func<(double Low, double High), (double Low, double High), (double Low, double High)> combine)
    {
        if (call.Get(Value) is not { } values)
        {
            return Intervals.Merge(context.Inputs, combine);
        }

        ChannelBounds given = new([.. values], [.. values]);
        return Intervals.Merge(call.Get(ValueFirst) ? [given, context.Inputs[0]] : [context.Inputs[0], given], combine);
    }

    /// <summary>Between which numbers the input divided by the constant lies; null where something else is divided, or by 0.</summary>
    public static ChannelBounds? QuotientBounds(LayerCall call, IBoundContext context) =>
        call.Get(Value) is { } values && !call.Get(ValueFirst) && !values.Contains(0)
            ? Bounds(call, context, (x, divisor) => Intervals.Product(x, (1 / divisor.Low, 1 / divisor.Low)))
            : null;

    /// <summary>The TorchSharp side: combines the operands from the left to the right.</summary>
    public sealed class Builder(Func<Tensor, Tensor, Tensor> combine) : TorchBuilder
    {
        /// <inheritdoc/>
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            if (call.Get(Value) is not { } values)
            {
                return on => Merging.Torch.Aligned(on).Aggregate(combine);
            }

            var (numbers, first) = (values.ToArray(), call.Get(ValueFirst));
            return on =>
            {
                var (x, constant) = (on.Input, Constant(numbers, on.Input));
                return first ? combine(constant, x) : combine(x, constant);
            };
        }

        // One for each channel, or one for all.
        private static Tensor Constant(double[] numbers, Tensor x) =>
            TorchAxes.Along(tensor(numbers, x.dtype, x.device), TorchAxes.Of(-1, (int)x.dim()), (int)x.dim());
    }
}
