using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Without axes of the size 1, as <c>keras.ops.squeeze</c>: 1 × 1 × C to C.</summary>
public sealed class Squeeze : ILayer
{
    private static readonly Argument<IReadOnlyList<int>?> Axis = Argument.OptionalInts("axis", "the axes that go, the batch being 0; null for all of the size 1");

    /// <inheritdoc/>
    public string Type => "Squeeze";

    /// <inheritdoc/>
    public string Summary => "Takes out axes of the size 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (input, gone) = (call.Input, GoneOf(call));
        if (gone.FirstOrDefault(axis => input[axis] != 1, -1) is var other and >= 0)
        {
            throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"an axis that goes must have the size 1, and axis {other + 1} of its input {input} has another"));
        }

        return gone.Length < input.Rank
            ? new Shape([.. Enumerable.Range(0, input.Rank).Except(gone).Select(axis => input[axis])])
            : throw new LayerException($"it leaves no axis of its input {input}");
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => GoneOf(call).Contains(call.Input.Rank - 1)
        ? PinnedChannels.All(InferShape(call), context, "Squeeze takes out the axis of the channels")
        : context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => GoneOf(call).Contains(call.Input.Rank - 1)
        ? Intervals.Mingled(context.Inputs[0], InferShape(call).RequireChannels())
        : context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private static int[] GoneOf(LayerCall call) => call.Get(Axis) is { } axes
        ? KerasAxes.OfAll(axes, call.Input, "axis")
        : [.. Enumerable.Range(0, call.Input.Rank).Where(axis => call.Input[axis] == 1)];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var axes = GoneOf(call).OrderDescending().ToArray(); // so that those in front keep their numbers
            return on => TorchAxes.FromKeras(axes.Aggregate(TorchAxes.ToKeras(on.Input), (x, axis) => x.squeeze(axis + 1)));
        }
    }
}
