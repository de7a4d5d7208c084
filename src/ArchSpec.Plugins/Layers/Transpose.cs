using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Plugins.Layers;

/// <summary>The axes in another order, as <c>keras.ops.transpose</c>, which counts the batch too; <see cref="Permute"/> does not.</summary>
public sealed class Transpose : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axes =
        Argument.Ints("axes", "the axes in their new order, the batch being 0 and first: [0, 2, 1] turns L × F into F × L", 0).Showing("[0, 2, 1]");

    /// <inheritdoc/>
    public string Type => "Transpose";

    /// <inheritdoc/>
    public string Summary => "Puts the axes into another order, the batch first.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axes];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new AxisOrder.Builder(OrderOf);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (axes, input) = (call.Get(Axes), call.Input);
        if (axes[0] != 0 || !axes.Order().SequenceEqual(Enumerable.Range(0, input.Rank + 1)))
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"axes must begin with 0 and have each number to {input.Rank} once for its input {input}, received [{string.Join(", ", axes)}]"));
        }

        return OrderOf(call).ShapeOf(input);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => OrderOf(call).Channels(call, context, "Transpose moves the channels to another axis");

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => OrderOf(call).Bounds(call, context);

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private static AxisOrder OrderOf(LayerCall call) => new(call.Get(Axes));
}
