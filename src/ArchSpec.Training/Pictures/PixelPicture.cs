using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>An image of a set as a picture: the bytes that a network reads.</summary>
internal static class PixelPicture
{
    /// <summary>H × W pixels, grey where the set has one channel.</summary>
    public static SKImage Of(ImageSet images, int image)
    {
        var pixels = new byte[images.Shape.Bytes];
        images.Read(image, pixels);
        return Of(pixels, images.Shape);
    }

    /// <summary>H × W pixels of H × W × C bytes.</summary>
    public static SKImage Of(byte[] pixels, ImageShape shape)
    {
        var coloured = new byte[shape.Height * shape.Width * 4];
        for (int from = 0, to = 0; to < coloured.Length; from += shape.Channels, to += 4)
        {
            var (green, blue) = shape.Channels == 3 ? (1, 2) : (0, 0);
            (coloured[to], coloured[to + 1], coloured[to + 2], coloured[to + 3]) =
                (pixels[from], pixels[from + green], pixels[from + blue], 255);
        }

        return SKImage.FromPixelCopy(new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), coloured);
    }
}
