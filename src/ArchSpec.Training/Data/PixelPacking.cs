using SkiaSharp;

namespace ArchSpec.Training.Data;

/// <summary>Turns pixels of 4 bytes into the bytes that a network reads, upright.</summary>
internal static class PixelPacking
{
    /// <summary>True where the picture lies on its side: its rows are columns of the file.</summary>
    internal static bool SwapsSides(this SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <param name="rgba">Height × width × 4, as stored in the file.</param>
    /// <param name="height">Of the file's rows.</param>
    /// <param name="width">Of the file's rows.</param>
    /// <param name="origin">The EXIF orientation.</param>
    /// <param name="channels">3, or 1 for grey.</param>
    /// <param name="target">Receives the upright picture.</param>
    internal static void Pack(
        ReadOnlySpan<byte> rgba, int height, int width, SKEncodedOrigin origin, int channels, Span<byte> target)
    {
        var (outHeight, outWidth) = origin.SwapsSides() ? (width, height) : (height, width);
        var (start, across, down) = Walk(origin, height, width);
        for (var y = 0; y < outHeight; y++)
        {
            var from = (start + (y * down)) * 4;
            var row = target.Slice(y * outWidth * channels, outWidth * channels);
            if (channels == 3)
            {
                Colours(rgba, from, across * 4, row);
            }
            else
            {
                Greys(rgba, from, across * 4, row);
            }
        }
    }

    // Where the upright picture's first pixel lies in the file, and the steps to the next one across and down, in pixels.
    private static (int Start, int Across, int Down) Walk(SKEncodedOrigin origin, int height, int width)
    {
        var (right, bottom) = (width - 1, (height - 1) * width);
        return origin switch
        {
            SKEncodedOrigin.TopRight => (right, -1, width),
            SKEncodedOrigin.BottomRight => (bottom + right, -1, -width),
            SKEncodedOrigin.BottomLeft => (bottom, 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (bottom, -width, 1),
            SKEncodedOrigin.RightBottom => (bottom + right, -width, -1),
            SKEncodedOrigin.LeftBottom => (right, width, -1),
            _ => (0, 1, width),
        };
    }

    private static void Colours(ReadOnlySpan<byte> rgba, int from, int step, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x += 3, from += step)
        {
            row[x] = rgba[from];
            row[x + 1] = rgba[from + 1];
            row[x + 2] = rgba[from + 2];
        }
    }

    // ITU-R BT.601 luma in 14-bit fixed point, as JPEG and TensorFlow have it; the weights add up to 1, so grey stays grey.
    private static void Greys(ReadOnlySpan<byte> rgba, int from, int step, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++, from += step)
        {
            row[x] = (byte)(((rgba[from] * 4899) + (rgba[from + 1] * 9617) + (rgba[from + 2] * 1868) + 8192) >> 14);
        }
    }
}
