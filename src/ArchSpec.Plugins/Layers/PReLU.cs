using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// A learned slope below 0 for each value (He et al. 2015), as <c>keras.layers.PReLU</c>; any shape, unchanged. Along shared axes there
/// is one slope.
/// </summary>
public sealed class PReLU : ILayer
{
    private static readonly WeightArguments Alpha = new("alpha", "zeros");
    private static readonly Argument<IReadOnlyList<int>?> SharedAxes =
        Argument.OptionalInts("shared_axes", "axes along which one slope serves all, the batch being 0: [1, 2] for a slope for each channel", 1);

    /// <inheritdoc/>
    public string Type => "PReLU";

    /// <inheritdoc/>
    public string Summary => "Multiplies what is below 0 with learned slopes.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Alpha.Initializer, Alpha.Regularizer, Alpha.Constraint, SharedAxes];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = AlphaShape(call);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var shape = AlphaShape(call);
        return [Alpha.Of(call, "alpha", shape) with { OutputAxis = shape[^1] == call.Input[^1] ? shape.Length - 1 : null }];
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        // The slopes of one channel at all places; one channel of them may serve all.
        var (alpha, x) = (context.Weight("alpha")!, context.Inputs[0]);
        var last = AlphaShape(call)[^1];
        var slopes = Enumerable.Range(0, last).Select(channel => alpha.Where((_, at) => at % last == channel).ToList()).ToList();
        return Intervals.Merge(
            [
                Intervals.Rising(x, value => Math.Max(value, 0)),
                Intervals.Merge(
                    [Intervals.Rising(x, value => Math.Min(value, 0)), new ChannelBounds([.. slopes.Select(slope => slope.Min())], [.. slopes.Select(slope => slope.Max())])],
                    Intervals.Product),
            ],
            Intervals.Sum);
    }

    private static ImmutableArray<int> AlphaShape(LayerCall call)
    {
        var shared = KerasAxes.OfAll(call.Get(SharedAxes) ?? [], call.Input, "shared_axes");
        var shape = new int[call.Input.Rank];
        for (var axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = Array.IndexOf(shared, axis) >= 0
                ? 1
                : call.Input[axis] ?? throw new LayerException($"the size of an axis that is not in shared_axes must be known, received {call.Input}");
        }

        return [.. shape];
    }

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var rank = call.Input.Rank;
            return on =>
            {
                // In Keras's order, since the layout of a weight cannot depend on the rank.
                var alpha = rank == 3 ? on.Weights["alpha"].permute(2, 0, 1) : on.Weights["alpha"];
                return on.Input.relu().Minus(alpha.mul(on.Input.neg().relu()));
            };
        }
    }
}
