using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// The order in memory that convolutions need. libtorch 2.10 gives wrong numbers and gradients on the CPU for float32 images in
/// any other order, and it takes an image of one pixel, where both orders are alike, for one in another.
/// </summary>
internal static class ChannelsLast
{
    /// <summary>N × C × H × W, in memory channels last: the same tensor where it is so already, and a copy otherwise.</summary>
    public static Tensor Of(Tensor x)
    {
        // The strides of a new dimension say which order it is.
        var pixels = x.size(2) == 1 && x.size(3) == 1
            ? x.flatten(1).unsqueeze(1).unsqueeze(1)
            : TorchAxes.ToKeras(x).contiguous();
        return TorchAxes.FromKeras(pixels);
    }
}
