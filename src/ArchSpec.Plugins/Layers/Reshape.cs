using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The same values in another shape, as <c>keras.layers.Reshape</c>, in Keras's order: the last dimension runs fastest.</summary>
public sealed class Reshape : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> TargetShape =
        Argument.Ints("target_shape", "the shape without the batch; -1 for the size that is left, once at most", -1);

    /// <inheritdoc/>
    public string Type => "Reshape";

    /// <inheritdoc/>
    public string Summary => "Gives a sample another shape.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [TargetShape];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var target = call.Get(TargetShape);
        if (target.Contains(0) || target.Count(size => size == -1) > 1)
        {
            throw new LayerException($"target_shape must have sizes of at least 1 and -1 once at most, received {Text(target)}");
        }

        var known = target.Aggregate(1L, (product, size) => size == -1 ? product : product * size);
        if (!target.Contains(-1) && call.Input.Size is { } size && size != known)
        {
            throw Unfit(call);
        }

        return new Shape([.. target.Select(wanted => wanted == -1 ? Rest(call, known) : (int?)wanted)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        var (input, output, target) = (context.Inputs[0], InferShape(call), call.Get(TargetShape));
        if (Repeated(input, output.RequireChannels()) is not { } identities)
        {
            return PinnedChannels.All(output, context, "Reshape spreads the channels over several dimensions");
        }

        if (target[^1] != -1)
        {
            context.Count(TargetShape, target.Count - 1, identities);
        }

        return identities;
    }

    // The last dimension runs fastest in both shapes: a multiple of the channels repeats them, and a part of them can be had of what
    // repeats itself.
    private static ImmutableArray<int>? Repeated(ImmutableArray<int> input, int count)
    {
        if (count % input.Length == 0)
        {
            return [.. Enumerable.Range(0, count).Select(position => input[position % input.Length])];
        }

        return input.Length % count == 0 && Enumerable.Range(0, input.Length).All(position => input[position] == input[position % count])
            ? input[..count]
            : null;
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Repeated(context.Inputs[0], InferShape(call).RequireChannels());

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private static int? Rest(LayerCall call, long known)
    {
        if (call.Input.Size is not { } size)
        {
            return null;
        }

        var rest = size / known;
        return rest * known == size && rest <= int.MaxValue ? (int)rest : throw Unfit(call);
    }

    private static string Text(IReadOnlyList<int> target) => $"[{string.Join(", ", target)}]";

    private static LayerException Unfit(LayerCall call) =>
        new(string.Create(CultureInfo.InvariantCulture, $"target_shape {Text(call.Get(TargetShape))} does not have the {call.Input.Size} values of its input {call.Input}"));

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var target = call.Get(TargetShape);
            return on => TorchAxes.FromKeras(TorchAxes.ToKeras(on.Input).reshape([on.Input.shape[0], .. target]));
        }
    }
}
