using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Data;

/// <summary>Image files of every kind, made in memory.</summary>
internal static class SamplePictures
{
    /// <summary>A picture whose four quarters are red, green, blue (bottom left) and white.</summary>
    internal static SKBitmap Quarters(int width, int height, byte alpha = 255)
    {
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var (right, bottom) = (i / 4 % width >= width / 2, i / 4 / width >= height / 2);
            pixels[i] = (byte)(right == bottom ? 255 : 0);
            pixels[i + 1] = (byte)(right ? 255 : 0);
            pixels[i + 2] = (byte)(bottom ? 255 : 0);
            pixels[i + 3] = alpha;
        }

        // Drawn, a colour under full transparency would be lost.
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return bitmap;
    }

    internal static byte[] Encode(SKEncodedImageFormat format, int width = 32, int height = 32, byte alpha = 255)
    {
        using var bitmap = Quarters(width, height, alpha);
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    internal static byte[] Jpeg(int width = 32, int height = 32) => Encode(SKEncodedImageFormat.Jpeg, width, height);

    internal static byte[] Grey(SKEncodedImageFormat format, byte level)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(16, 16, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor(level, level, level));
        using var data = bitmap.Encode(format, 100);
        return data.ToArray();
    }

    /// <summary>A JPEG file with an EXIF orientation: a segment of its own right after the start marker.</summary>
    internal static byte[] Oriented(byte orientation, int width, int height)
    {
        byte[] segment =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        var jpeg = Jpeg(width, height);
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A PNG file of one colour with 16 bits for each sample.</summary>
    internal static byte[] Png16(int side, ushort red, ushort green, ushort blue)
    {
        var row = new byte[1 + (side * 6)];
        for (var x = 0; x < side; x++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(1 + (x * 6)), red);
            BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(3 + (x * 6)), green);
            BinaryPrimitives.WriteUInt16BigEndian(row.AsSpan(5 + (x * 6)), blue);
        }

        return Png(side, side, bits: 16, Enumerable.Repeat(row, side).SelectMany(bytes => bytes).ToArray());
    }

    /// <summary>A PNG file whose header promises more than it holds.</summary>
    internal static byte[] PngHeader(int width, int height) => Png(width, height, bits: 8, new byte[100]);

    internal static byte[] Bmp() =>
    [
        (byte)'B', (byte)'M', 62, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0,
        0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 255, 0, 0, 0, 255, 0, // Blue, green, red; the bottom row comes first, and rows are padded.
    ];

    internal static byte[] Gif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    private static byte[] Png(int width, int height, byte bits, byte[] rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bits, 2);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            zlib.Write(rows);
        }

        byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        return [.. signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] data)
    {
        byte[] checkedPart = [.. kind, .. data];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, Crc32(checkedPart));
        return [.. length, .. checkedPart, .. crc];
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
