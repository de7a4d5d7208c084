using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>How sequences, N × L × C, become images of height 1 and back, without a copy.</summary>
internal static class TorchSpace
{
    /// <summary>N × C × H × W, in memory channels last.</summary>
    public static Tensor ToImage(this Space space, Tensor x) => space.IsSequence ? x.unsqueeze(1).permute(0, 3, 1, 2) : x;

    /// <summary>What the layer gives on.</summary>
    public static Tensor FromImage(this Space space, Tensor image) => space.IsSequence ? image.permute(0, 2, 3, 1).squeeze(1) : image;

    /// <summary>A sequence's kernel (a, b, length) as (a, b, 1, length); an image's as it is.</summary>
    public static Tensor ToImageKernel(this Space space, Tensor kernel) => space.IsSequence ? kernel.unsqueeze(2) : kernel;
}
