using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>What Keras's random layers do to the colours of images, N × C × H × W, with a number for each image.</summary>
internal static class ColorChange
{
    /// <summary>Adds to all values.</summary>
    /// <param name="x">The images.</param>
    /// <param name="added">N: a share of the limits' distance.</param>
    /// <param name="limits">The least and the largest value.</param>
    public static Tensor Brightness(Tensor x, Tensor added, (double Low, double High) limits) =>
        x.Plus(ForEach(added.Times(limits.High - limits.Low))).Clamped(limits.Low, limits.High);

    /// <summary>Multiplies the distance from each channel's mean.</summary>
    public static Tensor Contrast(Tensor x, Tensor factor, (double Low, double High) limits)
    {
        var mean = x.mean([2, 3], keepdim: true);
        return x.Minus(mean).mul(ForEach(factor)).Plus(mean).Clamped(limits.Low, limits.High);
    }

    /// <summary>Multiplies the saturation by factor / (1 − factor). As in Keras it is the saturation that is kept within the limits.</summary>
    public static Tensor Saturation(Tensor x, Tensor factor, (double Low, double High) limits)
    {
        var (hue, saturation, value) = HueSaturationValue.Of(x);
        var changed = saturation.mul(ForEach(factor.div(factor.SubtractedFrom(1)))).Clamped(limits.Low, limits.High);
        return new HueSaturationValue(hue, changed, value).ToImages();
    }

    /// <summary>Turns the hue.</summary>
    /// <param name="x">The images.</param>
    /// <param name="turns">N: 1 is a whole turn.</param>
    /// <param name="limits">The least and the largest value.</param>
    public static Tensor Hue(Tensor x, Tensor turns, (double Low, double High) limits)
    {
        var range = limits.High - limits.Low;
        var (hue, saturation, value) = HueSaturationValue.Of(x.Plus(-limits.Low).Times(1 / range));
        return new HueSaturationValue(hue.Plus(ForEach(turns)), saturation, value).ToImages().Clamped(0, 1).Times(range).Plus(limits.Low);
    }

    /// <summary>Turns for <see cref="Hue"/>, half as many as are drawn from a range, to either side.</summary>
    public static Tensor Turns(Noise noise, Tensor x, (double Lower, double Upper) ends) =>
        Randomness.Torch.Sign(noise, x).mul(noise.PerImage(x, ends.Lower, ends.Upper)).Times(0.5);

    /// <summary>Goes a part of the way to grey.</summary>
    public static Tensor Degenerate(Tensor x, Tensor part, (double Low, double High) limits) =>
        x.Plus(Grey(x).Minus(x).mul(ForEach(part))).Clamped(limits.Low, limits.High);

    /// <summary>The grey of images, N × 1 × H × W; what has one channel is its own.</summary>
    public static Tensor Grey(Tensor x) => x.shape[1] == 1
        ? x
        : x.narrow(1, 0, 1).Times(0.2989).Plus(x.narrow(1, 1, 1).Times(0.587)).Plus(x.narrow(1, 2, 1).Times(0.114));

    private static Tensor ForEach(Tensor number) => number.reshape(-1, 1, 1, 1);
}
