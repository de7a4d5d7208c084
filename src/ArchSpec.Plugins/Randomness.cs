using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>What Keras's random layers share: their seed and the range of what they draw.</summary>
internal static class Randomness
{
    /// <summary>Keras's argument <c>seed</c>: a layer that has one draws from a generator of its own.</summary>
    public static Argument<int?> Seed { get; } = Argument.OptionalInt("seed", "seed of this layer alone; the run's where it is not given", 0);

    /// <summary>Keras's argument <c>fill_mode</c>.</summary>
    public static Argument<string> FillMode { get; } = Argument.Choice(
        "fill_mode", "what lies beyond the edge: the image mirrored, the image again, fill_value, or the nearest pixel",
        ["reflect", "wrap", "constant", "nearest"], "reflect");

    /// <summary>Keras's argument <c>interpolation</c> of layers that move pixels.</summary>
    public static Argument<string> Interpolation { get; } = Argument.Choice(
        "interpolation", "how a value between pixels is made", ["nearest", "bilinear"], "bilinear");

    /// <summary>Keras's argument <c>fill_value</c>.</summary>
    public static Argument<double> FillValue { get; } = Argument.Number(
        "fill_value", "the value beyond the edge with fill_mode constant", double.NegativeInfinity, defaultValue: 0);

    /// <summary>Keras's argument <c>value_range</c>.</summary>
    public static Argument<IReadOnlyList<double>> ValueRange { get; } = Argument.Pair("value_range", "the least and the largest value of an image", 0, 255);

    /// <summary>The least and the largest value of an image.</summary>
    public static (double Low, double High) Limits(LayerCall call) => Ends(call.Get(ValueRange));

    /// <summary>The ends of the range of a factor that is not below 0: a single number f is 0 to f.</summary>
    public static (double Lower, double Upper) EndsFromZero(IReadOnlyList<double> factor) => factor is [var only] ? (0, only) : Ends(factor);

    /// <summary>The ends of a factor's range: a single number f is −f to f.</summary>
    public static (double Lower, double Upper) Ends(IReadOnlyList<double> factor) =>
        factor is [var only] ? (-Math.Abs(only), Math.Abs(only)) : (Math.Min(factor[0], factor[1]), Math.Max(factor[0], factor[1]));

    /// <summary>The side that needs TorchSharp.</summary>
    public static class Torch
    {
        /// <summary>What moves the pixels of a layer's images.</summary>
        public static AffineTransform Transform(LayerCall call) => new(call.Get(FillMode), call.Get(Interpolation), call.Get(FillValue));

        /// <summary>Which images are changed, N × 1 × 1 × 1: for each a probability is drawn from a range, and then whether.</summary>
        public static Tensor Chosen(Noise noise, Tensor images, (double Lower, double Upper) chance) =>
            noise.PerImage(images, 0, 1).lt(noise.PerImage(images, chance.Lower, chance.Upper)).reshape(-1, 1, 1, 1);

        /// <summary>1 or −1 for each image.</summary>
        public static Tensor Sign(Noise noise, Tensor images) => noise.PerImage(images, 0, 1).IsAtMost(0.5).to(images.dtype).Times(2).Plus(-1);
    }
}
