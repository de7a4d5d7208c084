using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Subtracts a mean and divides by a standard deviation that are given or read as weights, as
/// <c>keras.layers.Normalization</c>; any shape, unchanged. Where they are not given they are three weights that are not
/// trained: mean (at first 0), variance (at first 1) and a count that Keras keeps for older files.
/// </summary>
public sealed class Normalization : ILayer
{
    // keras.backend.epsilon(), the least deviation.
    private const double Epsilon = 1e-7;

    private static readonly Argument<IReadOnlyList<int>?> Axis =
        Argument.OptionalInts("axis", "the axes that have a mean and a variance for each position, the batch being 0; null for one of both in all", int.MinValue, -1);

    private static readonly Argument<IReadOnlyList<double>?> Mean =
        Argument.OptionalNumbers("mean", "the mean: one number, or one for each position of the last of the axes; a weight where it is not given");

    private static readonly Argument<IReadOnlyList<double>?> Variance = Argument.OptionalNumbers("variance", "the variance, given like the mean");
    private static readonly Argument<bool> Invert = Argument.Flag("invert", "whether it multiplies and adds instead, and so undoes a normalization", false);

    /// <inheritdoc/>
    public string Type => "Normalization";

    /// <inheritdoc/>
    public string Summary => "Subtracts a mean and divides by a standard deviation.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis, Mean, Variance, Invert];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var sizes = DimensionsOf(call).Select(axis => call.Input[axis]!.Value).ToArray();
        var (mean, variance) = (call.Get(Mean), call.Get(Variance));
        if (mean?.Count != variance?.Count)
        {
            throw new LayerException($"mean and variance must be given together and be as long as each other, received {Count(mean)} and {Count(variance)}");
        }

        if (mean is { Count: > 1 } && (sizes.Length == 0 || mean.Count != sizes[^1]))
        {
            var right = sizes.Length == 0 ? "one number without an axis" : string.Create(CultureInfo.InvariantCulture, $"one number or {sizes[^1]}");
            throw new LayerException($"mean and variance must be {right} for its input {call.Input}, received {mean.Count}");
        }

        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        if (call.Get(Mean) is not null)
        {
            return [];
        }

        var axes = DimensionsOf(call);
        var shape = axes.Select(axis => call.Input[axis]!.Value).ToImmutableArray();
        int? output = axes.Length > 0 && axes[^1] == call.Input.Rank - 1 ? axes.Length - 1 : null;
        return
        [
            new("mean", shape, Initializers.Zeros.WithDefaults) { Trainable = false, OutputAxis = output },
            new("variance", shape, Initializers.Ones.WithDefaults) { Trainable = false, OutputAxis = output },
            new("count", [], Initializers.Zeros.WithDefaults) { Trainable = false },
        ];
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (call.Get(Mean) is { Count: > 1 } && DimensionsOf(call)[^1] == call.Input.Rank - 1)
        {
            context.Pin(context.Inputs[0], "mean and variance list a number for each channel");
        }

        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        if (call.Get(Invert) || call.Get(Mean) is not { } mean || (mean.Count > 1 && DimensionsOf(call)[^1] != call.Input.Rank - 1))
        {
            return null;
        }

        var deviation = call.Get(Variance)!.Select(variance => Math.Max(Epsilon, Math.Sqrt(variance))).ToList();
        return Intervals.Affine(
            context.Inputs[0], channel => 1 / Of(deviation, channel), channel => -Of(mean, channel) / Of(deviation, channel), channel => 2 * Math.Abs(Of(mean, channel)) / Of(deviation, channel));
    }

    private static double Of(IReadOnlyList<double> numbers, int channel) => numbers is [var only] ? only : numbers[channel];

    // The dimensions of a sample, in rising order.
    private static int[] DimensionsOf(LayerCall call) =>
        [.. (call.Get(Axis) ?? []).Select(axis => Known(axis, call.Input)).Distinct().Order()];

    private static int Known(int axis, Shape sample)
    {
        _ = KerasAxes.Require(axis, sample, "axis");
        return KerasAxes.Of(axis, sample);
    }

    private static string Count(IReadOnlyList<double>? numbers) => numbers is null ? "none" : $"{numbers.Count}";

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (mean, variance, invert, axes) = (call.Get(Mean), call.Get(Variance), call.Get(Invert), DimensionsOf(call));
            return on =>
            {
                var middle = On(on.Input, on.Find("mean") ?? Last(mean!, on.Input), axes);
                var deviation = On(on.Input, on.Find("variance") ?? Last(variance!, on.Input), axes).sqrt().Clamped(Epsilon, double.PositiveInfinity);
                return invert ? on.Input.mul(deviation).Plus(middle) : on.Input.Minus(middle).div(deviation);
            };
        }

        private static Tensor Last(IReadOnlyList<double> numbers, Tensor x) => tensor(numbers.ToArray(), x.dtype, x.device);

        // Numbers of the axes' positions, shaped so that they go with the whole input.
        private static Tensor On(Tensor x, Tensor numbers, int[] axes)
        {
            var shape = new long[x.dim()];
            Array.Fill(shape, 1);
            for (var at = 0; at < axes.Length; at++)
            {
                shape[axes[at] + 1] = numbers.dim() == axes.Length ? numbers.shape[at] : at == axes.Length - 1 ? numbers.numel() : 1;
            }

            return TorchAxes.FromKeras(numbers.reshape(shape));
        }
    }
}
