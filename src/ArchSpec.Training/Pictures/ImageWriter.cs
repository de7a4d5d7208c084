using System.Runtime.InteropServices;
using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>Writes PNG files, under a temporary name first, so that a reader never sees half of one.</summary>
public static class ImageWriter
{
    /// <summary>Writes H × W × C bytes, as <see cref="ImageDecoder"/> gives them.</summary>
    public static void SavePng(string path, ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(shape.Width, shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var rgba = Rgba(pixels, shape);
        Marshal.Copy(rgba, 0, bitmap.GetPixels(), rgba.Length);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Write(path, data.ToArray());
    }

    internal static void Write(string path, byte[] bytes)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static byte[] Rgba(ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        var rgba = new byte[shape.Height * shape.Width * 4];
        for (var i = 0; i < rgba.Length / 4; i++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                rgba[(i * 4) + channel] = pixels[(i * shape.Channels) + (channel % shape.Channels)];
            }

            rgba[(i * 4) + 3] = 255;
        }

        return rgba;
    }
}
