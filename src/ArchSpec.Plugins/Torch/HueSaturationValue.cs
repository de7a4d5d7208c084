using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>Images by hue, saturation and value (Smith 1978), as <c>keras.ops.image.rgb_to_hsv</c>, each N × 1 × H × W.</summary>
/// <param name="Hue">From 0 to 1 around the colour circle: 0 is red, 1/3 green, 2/3 blue.</param>
/// <param name="Saturation">From 0, a grey, to 1.</param>
/// <param name="Value">The largest of red, green and blue.</param>
internal sealed record HueSaturationValue(Tensor Hue, Tensor Saturation, Tensor Value)
{
    // What is nearer to 0 is 0: the distance of 1 from the next number in single precision.
    private const double Least = 1.1920928955078125e-7;

    /// <summary>Of red, green and blue, N × 3 × H × W.</summary>
    public static HueSaturationValue Of(Tensor x)
    {
        x = x.mul(x.abs().IsAtLeast(Least).to(x.dtype));
        var (red, green, blue) = (x.narrow(1, 0, 1), x.narrow(1, 1, 1), x.narrow(1, 2, 1));
        var (value, range) = (x.amax([1], keepdim: true), x.amax([1], keepdim: true).Minus(x.amin([1], keepdim: true)));
        var (one, zero) = (ones_like(value), zeros_like(value));
        var sixth = where(range.IsPositive(), range, one).Times(6).reciprocal();
        var hue = where(
            value.eq(red),
            green.Minus(blue).mul(sixth),
            where(value.eq(green), blue.Minus(red).mul(sixth).Plus(2.0 / 6), red.Minus(green).mul(sixth).Plus(4.0 / 6)));
        var around = where(range.IsPositive(), hue, zero).Plus(hue.lt(zero).to(x.dtype));
        var saturation = where(value.IsPositive(), range.div(where(value.IsPositive(), value, one)), zero);
        return new(around, saturation, value);
    }

    /// <summary>Red, green and blue, channels last in memory.</summary>
    public Tensor ToImages()
    {
        var turn = Hue.Minus(Hue.floor()).Times(6);
        return TorchAxes.ChannelsLast(cat(
            [
                Channel(turn.Plus(-3).abs().Plus(-1)),
                Channel(turn.Plus(-2).abs().SubtractedFrom(2)),
                Channel(turn.Plus(-4).abs().SubtractedFrom(2)),
            ],
            1));
    }

    private Tensor Channel(Tensor pure) => Value.mul(Saturation.mul(pure.Clamped(0, 1)).Plus(Saturation.SubtractedFrom(1)));
}
