using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>An image as a network is given it, for a person to look at.</summary>
internal static class InputPicture
{
    /// <summary>An image of a set.</summary>
    public static SKBitmap Of(ImageSet images, int index)
    {
        var shape = images.Shape;
        var bytes = new byte[shape.Bytes];
        images.Read(index, bytes);
        return Of(bytes, shape);
    }

    /// <summary>An image of H × W × C bytes.</summary>
    public static SKBitmap Of(byte[] bytes, ImageShape shape)
    {
        var bitmap = new SKBitmap(shape.Width, shape.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. Enumerable.Range(0, shape.Height * shape.Width).Select(pixel => Colour(bytes, pixel, shape.Channels))];
        return bitmap;
    }

    /// <summary>An image of a set as a small file: at most that many pixels wide and high.</summary>
    public static byte[] Encode(ImageSet images, int index, int side, int quality)
    {
        using var whole = Of(images, index);
        var scale = Math.Min(1f, (float)side / Math.Max(whole.Width, whole.Height));
        var size = new SKSizeI(Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        using var small = new SKBitmap(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(small);
        FeatureMapGrid.DrawScaled(canvas, whole, SKRect.Create(size.Width, size.Height));
        canvas.Flush();
        using var data = small.Encode(SKEncodedImageFormat.Webp, quality);
        return data.ToArray();
    }

    private static SKColor Colour(byte[] bytes, int pixel, int channels)
    {
        var first = pixel * channels;
        return channels == 1 ? new SKColor(bytes[first], bytes[first], bytes[first]) : new SKColor(bytes[first], bytes[first + 1], bytes[first + 2]);
    }
}
