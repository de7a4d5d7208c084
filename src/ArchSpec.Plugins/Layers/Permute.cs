using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;

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
    public ITorchBuilder Torch => new AxisOrder.Builder(OrderOf);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (dims, input) = (call.Get(Dims), call.Input);
        if (!dims.Order().SequenceEqual(Enumerable.Range(1, input.Rank)))
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"dims must have each number from 1 to {input.Rank} once for its input {input}, received [{string.Join(", ", dims)}]"));
        }

        return OrderOf(call).ShapeOf(input);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => OrderOf(call).Channels(call, context, "Permute moves the channels to another dimension");

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => OrderOf(call).Bounds(call, context);

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private static AxisOrder OrderOf(LayerCall call) => new([0, .. call.Get(Dims)]);
}
