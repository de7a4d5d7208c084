using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>How images lie in memory, which libtorch keeps from layer to layer: channels last, for which convolutions are fastest.</summary>
internal static class ImageLayout
{
    /// <summary>The images in that layout: themselves where they have it already. Other samples than images are left alone.</summary>
    public static Tensor Of(Tensor images) => images.dim() != 4 || images.stride(1) == 1 ? images : ChannelsLast(images);

    private static Tensor ChannelsLast(Tensor images)
    {
        using var scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }
}
