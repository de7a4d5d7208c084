using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The dimensions in another order, as <c>keras.layers.Permute</c>.</summary>
public sealed class Permute : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Dims =
        Argument.Ints("dims", "the dimensions in their new order, the first behind the batch being 1: [2, 1] turns L × F into F × L", 1).Showing("[2, 1]");

    /// <inheritdoc/>
    public string Type => "Permute";

    /// <inheritdoc/>
    public string Summary => "Puts the dimensions of a sample into another order.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Dims];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (dims, input) = (call.Get(Dims), call.Input);
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, input.Rank)))
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"dims must have each number from 1 to {input.Rank} once for its input {input}, received [{string.Join(", ", dims)}]"));
        }

        return new Shape([.. dims.Select(axis => input[axis - 1])]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => call.Get(Dims)[^1] == call.Input.Rank
        ? context.Inputs[0]
        : PinnedChannels.All(InferShape(call), context, "Permute moves the channels to another dimension");

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => call.Get(Dims)[^1] == call.Input.Rank
        ? context.Inputs[0]
        : Intervals.Mingled(context.Inputs[0], InferShape(call).RequireChannels());

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            long[] order = [0, .. call.Get(Dims)];
            return on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Input).permute(order));
        }
    }
}
