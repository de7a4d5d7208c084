using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>The arguments of <c>keras.layers.ReLU</c>, <c>LeakyReLU</c> and <c>ELU</c>, which are layers and activations alike.</summary>
internal static class Rectifier
{
    public static Argument<double?> MaxValue { get; } = Argument.OptionalNumber("max_value", "the largest output; null for no bound", 0);

    public static Argument<double> NegativeSlope { get; } = Argument.Number("negative_slope", "slope below the threshold", 0, defaultValue: 0);

    public static Argument<double> Threshold { get; } = Argument.Number("threshold", "the input up to which nothing gets through", 0, defaultValue: 0);

    public static Argument<double> LeakySlope { get; } = Argument.Number("negative_slope", "slope below 0", double.NegativeInfinity, defaultValue: 0.3);

    public static Argument<double> Alpha { get; } = Argument.Number("alpha", "minus the output at −∞", double.NegativeInfinity, defaultValue: 1);

    /// <summary>The TorchSharp side.</summary>
    /// <summary>Between which numbers <c>ReLU</c>'s output lies: with a threshold of 0 or more it never falls.</summary>
    public static ChannelBounds Bounds(ChannelBounds x, LayerArguments arguments)
    {
        var (most, slope, threshold) = (arguments.Get(MaxValue) ?? double.PositiveInfinity, arguments.Get(NegativeSlope), arguments.Get(Threshold));
        return slope == 0
            ? Intervals.Rising(x, value => Math.Min(value > threshold ? value : 0, most))
            : Intervals.Affine(Intervals.Rising(x, value => Math.Min(value > threshold ? value : 0, most) - (slope * Math.Max(threshold - value, 0))), _ => 1, _ => 0);
    }

    /// <summary>Between which numbers <c>LeakyReLU</c>'s output lies; null where it falls below 0.</summary>
    public static ChannelBounds? LeakyBounds(ChannelBounds x, double slope) =>
        slope < 0 ? null : Intervals.Affine(Intervals.Rising(x, value => value > 0 ? value : slope == 0 ? 0 : slope * value), _ => 1, _ => 0);

    public static class Torch
    {
        /// <summary>
        /// x above the threshold, at most the largest output, and slope · (x − threshold) below it, as
        /// <c>keras.activations.relu</c>.
        /// </summary>
        public static Tensor Relu(Tensor x, LayerArguments arguments)
        {
            var (most, slope, threshold) = (arguments.Get(MaxValue), arguments.Get(NegativeSlope), arguments.Get(Threshold));
            var above = threshold == 0 ? x.relu() : x.OrElse(threshold, 0);
            above = most is { } bound ? above.AtMost(bound) : above;
            return slope == 0 ? above : above.Minus(x.neg().Plus(threshold).relu().Times(slope));
        }
    }
}
