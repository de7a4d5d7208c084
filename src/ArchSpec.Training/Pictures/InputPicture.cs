using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>An image as a network is given it, as a small file.</summary>
internal static class InputPicture
{
    /// <summary>At most that many pixels wide and high.</summary>
    public static byte[] Encode(ImageSet images, int index, int side, int quality)
    {
        using var whole = PixelPicture.Of(images, index);
        var scale = Math.Min(1f, (float)side / Math.Max(whole.Width, whole.Height));
        var size = new SKSizeI(Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        using var small = new SKBitmap(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(small);
        FeatureMapGrid.DrawScaled(canvas, whole, SKRect.Create(size.Width, size.Height));
        canvas.Flush();
        using var data = small.Encode(SKEncodedImageFormat.Webp, quality);
        return data.ToArray();
    }
}
