using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Joins its inputs along an axis: H × W × C1 and H × W × C2 to H × W × (C1 + C2), as <c>keras.layers.Concatenate</c>.</summary>
public sealed class Concatenate : ILayer
{
    private static readonly Argument<int> Axis = Argument.Axis("axis", "the axis along which they are joined, the batch being 0", -1);

    /// <inheritdoc/>
    public string Type => "Concatenate";

    /// <inheritdoc/>
    public string Summary => "Joins its inputs along an axis, the channels'.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (first, axis) = (call.Input, AxisOf(call));
        var sizes = new int?[first.Rank];
        first.Dimensions.CopyTo(sizes);
        for (var place = 1; place < call.Inputs.Length; place++)
        {
            var other = call.Inputs[place];
            sizes[axis] += AreAlike(first, other, axis) ? other[axis] : throw new LayerException($"its inputs must be alike in all but {Words(call, axis)}, received {first} and {other}");
        }

        return new Shape(sizes);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => AxisOf(call) == call.Input.Rank - 1
        ? [.. context.Inputs.SelectMany(input => input)]
        : context.Unite(context.Inputs);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => AxisOf(call) == call.Input.Rank - 1
        ? Intervals.Concatenated(context.Inputs)
        : Intervals.Any(context.Inputs);

    private static int AxisOf(LayerCall call) => KerasAxes.RequireKnown(call.Get(Axis), call.Input, "axis");

    private static bool AreAlike(Shape first, Shape other, int axis)
    {
        var alike = first.Rank == other.Rank;
        for (var at = 0; alike && at < first.Rank; at++)
        {
            alike = at == axis || first[at] is null || other[at] is null || first[at] == other[at];
        }

        return alike;
    }

    private static string Words(LayerCall call, int axis) => axis == call.Input.Rank - 1 ? "the channels" : string.Create(CultureInfo.InvariantCulture, $"axis {call.Get(Axis)}");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var axis = TorchAxes.Of(call.Get(Axis), call.Input.Rank + 1);
            return on => cat([.. on.Inputs], axis);
        }
    }
}
