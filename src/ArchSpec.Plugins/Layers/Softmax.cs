using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Makes positive values that add up to 1 along the axes, as <c>keras.layers.Softmax</c>; any shape, unchanged.</summary>
public sealed class Softmax : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axis = Argument.Ints("axis", "the axis or axes that add up to 1, the batch being 0", defaultValues: -1);

    // No argument of the layer: the compiler sets it to linear where a loss wants logits.
    private static readonly Argument<KerasObject> Function = Argument.Object("activation", "what the layer is", Activations.OfLayers, "softmax");

    /// <inheritdoc/>
    public string Type => "Softmax";

    /// <inheritdoc/>
    public string Summary => "Turns values into shares that add up to 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis];

    /// <inheritdoc/>
    public Argument<KerasObject> Activation => Function;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = DimensionsOf(call);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (DimensionsOf(call).Contains(call.Input.Rank - 1))
        {
            context.Pin(context.Inputs[0], "softmax divides by the sum over all channels");
        }

        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        call.Get(Function).Name == "linear" ? context.Inputs[0] : Intervals.Within(context.Inputs[0], 0, 1);

    /// <summary>The dimensions of a sample, counted from 0, along which the values add up to 1.</summary>
    public static IReadOnlyList<int> DimensionsOf(LayerCall call) => KerasAxes.OfAll(call.Get(Axis), call.Input, "axis");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var axes = TorchAxes.OfAll(call.Get(Axis), call.Input.Rank + 1);
            return call.Get(Function).Name == "linear"
                ? on => on.Input
                : axes is [var only] ? on => on.Input.softmax(only) : on => OverSeveral(on.Input, axes);
        }

        // The largest value makes no difference to the result, and keeps exp from overflowing.
        private static Tensor OverSeveral(Tensor x, long[] axes)
        {
            var powers = x.Minus(x.detach().amax(axes, keepdim: true)).exp();
            return powers.div(powers.sum(axes, keepdim: true));
        }
    }
}
