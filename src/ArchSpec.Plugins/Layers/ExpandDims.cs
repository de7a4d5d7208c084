using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>With one more axis of the size 1, as <c>keras.ops.expand_dims</c>: C to 1 × C.</summary>
public sealed class ExpandDims : ILayer
{
    private static readonly Argument<int> Axis = Argument.Int("axis", "where the axis is put, the batch being 0; below 0 it counts from the end of the output", int.MinValue).Showing("1");

    /// <inheritdoc/>
    public string Type => "ExpandDims";

    /// <inheritdoc/>
    public string Summary => "Adds an axis of the size 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var sizes = call.Input.Dimensions.ToList();
        sizes.Insert(PlaceOf(call), 1);
        return new Shape([.. sizes]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => PlaceOf(call) == call.Input.Rank
        ? PinnedChannels.All(InferShape(call), context, "ExpandDims puts an axis behind the channels")
        : context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => PlaceOf(call) == call.Input.Rank
        ? Intervals.Mingled(context.Inputs[0], 1)
        : context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    // Among the axes behind the batch.
    private static int PlaceOf(LayerCall call)
    {
        var (axis, rank) = (call.Get(Axis), call.Input.Rank);
        var place = axis < 0 ? axis + rank + 1 : axis - 1;
        return place >= 0 && place <= rank
            ? place
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"axis must be 1 to {rank + 1}, or -{rank + 1} to -1, for its input {call.Input}, received {axis}"));
    }

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var place = PlaceOf(call) + 1;
            return on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Input).unsqueeze(place));
        }
    }
}
