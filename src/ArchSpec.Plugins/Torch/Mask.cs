using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>The masks of Keras's dropouts.</summary>
internal static class Mask
{
    /// <summary>1 with probability 1 − rate, else 0.</summary>
    /// <param name="noise">The layer's random numbers.</param>
    /// <param name="x">The layer's input.</param>
    /// <param name="rate">From 0 to 1.</param>
    /// <param name="shape">From the input's shape in Keras's order to the mask's.</param>
    public static Tensor Of(Noise noise, Tensor x, double rate, Func<long[], long[]> shape) =>
        TorchAxes.FromKeras(noise.Uniform(x, shape(TorchAxes.ToKeras(x).shape)).IsAtLeast(rate)).to(x.dtype);

    /// <summary>Keeps what the mask keeps, 1 / (1 − rate) times as large.</summary>
    public static Tensor Drop(Noise noise, Tensor x, double rate, Func<long[], long[]> shape)
    {
        var kept = Of(noise, x, rate, shape);
        return x.mul(rate < 1 ? kept.Scale(1 / (1 - rate)) : kept);
    }
}
