using System.Buffers.Binary;
using ArchSpec.Training.Data;

namespace ArchSpec.Training.Tests.Prune;

/// <summary>Writes images as a folder of uncompressed bitmaps, which decode to the same bytes.</summary>
internal static class BitmapFolder
{
    /// <summary>A folder for each class.</summary>
    public static void Write(string folder, ImageSet images)
    {
        for (var image = 0; image < images.Count; image++)
        {
            var pixels = new byte[images.Shape.Bytes];
            images.Read(image, pixels);
            var place = Directory.CreateDirectory(Path.Combine(folder, images.Split.ClassNames[images.Labels[image]])).FullName;
            File.WriteAllBytes(Path.Combine(place, $"{image:D3}.bmp"), Bitmap(pixels, images.Shape.Height, images.Shape.Width));
        }
    }

    // Rows from the bottom, each pixel blue, green, red; a row is a multiple of 4 bytes.
    private static byte[] Bitmap(byte[] pixels, int height, int width)
    {
        var row = ((width * 3) + 3) / 4 * 4;
        var file = new byte[54 + (row * height)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (var (place, value) in new[] { (2, file.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | (24 << 16)), (34, row * height) })
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
        }

        for (var at = 0; at < pixels.Length; at++)
        {
            var (y, x, channel) = (at / 3 / width, at / 3 % width, at % 3);
            file[54 + ((height - 1 - y) * row) + (x * 3) + 2 - channel] = pixels[at];
        }

        return file;
    }
}
