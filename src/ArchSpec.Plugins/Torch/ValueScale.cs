using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>Values between limits as values from 0 to 255, in which Keras computes, and back.</summary>
internal static class ValueScale
{
    /// <summary>The least value becomes 0 and the largest 255.</summary>
    public static Tensor ToBytes(Tensor x, (double Low, double High) limits) =>
        limits is (0, 255) ? x : x.Plus(-limits.Low).Times(255 / (limits.High - limits.Low));

    /// <summary>The way back.</summary>
    public static Tensor FromBytes(Tensor x, (double Low, double High) limits) =>
        limits is (0, 255) ? x : x.Times((limits.High - limits.Low) / 255).Plus(limits.Low);
}
