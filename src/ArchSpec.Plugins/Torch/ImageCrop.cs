using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>Parts of images that are N × C × H × W.</summary>
internal static class ImageCrop
{
    /// <summary>A view of the largest part in the middle that has the aspect ratio of height × width.</summary>
    public static Tensor ToAspectRatio(Tensor x, int height, int width) =>
        Part(x, ImageWindow.Inside((int)x.shape[2], (int)x.shape[3], height, width));

    /// <summary>A view of a part.</summary>
    public static Tensor Part(Tensor x, ImageWindow part) => x.narrow(2, part.Top, part.Height).narrow(3, part.Left, part.Width);
}
