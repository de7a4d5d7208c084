using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

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
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (axes, input) = (call.Get(Axes), call.Input);
        if (axes[0] != 0 || !axes.Order().SequenceEqual(Enumerable.Range(0, input.Rank + 1)))
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"axes must begin with 0 and have each number to {input.Rank} once for its input {input}, received [{string.Join(", ", axes)}]"));
        }

        return new Shape([.. axes.Skip(1).Select(axis => input[axis - 1])]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => call.Get(Axes)[^1] == call.Input.Rank
        ? context.Inputs[0]
        : PinnedChannels.All(InferShape(call), context, "Transpose moves the channels to another axis");

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => call.Get(Axes)[^1] == call.Input.Rank
        ? context.Inputs[0]
        : Intervals.Mingled(context.Inputs[0], InferShape(call).RequireChannels());

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            long[] order = [.. call.Get(Axes)];
            return on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Input).permute(order));
        }
    }
}
