using System.Buffers.Binary;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Data;

/// <summary>JPEG files whose header says another size than their pixels have.</summary>
public sealed class JpegFrameTests
{
    // Noise of 24 × 40, progressive, of half the colours, from another encoder.
    private const string Progressive =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLT"
        + "w1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wgARCAAoABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAA"
        + "AAAAAAEC/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEAMQAAABRoIFZAFCg//EABsQAAEFAQEAAAAAAAAAAAAAAAABEBEhQSAx/9oACAEBAAEFAl59aBBC22a3/8"
        + "QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPwFf/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAgEBPwFf/8QAGRAAAgMBAAAAAAAAAAAAAAAAACABITFh/9oACAEB"
        + "AAY/AmmjTj//xAAcEAEAAwADAQEAAAAAAAAAAAABABEhMUFRYYH/2gAIAQEAAT8hrycssrEq5WGZBz64Tq2dB7+zPB7no4OwXiJTioS289mHSxhdhMMdPUp3/CU+if/aAA"
        + "wDAQACAAMAAAAQY8kwg8//xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAEDAQE/EF//xAAUEQEAAAAAAAAAAAAAAAAAAAAg/9oACAECAQE/EF//xAAiEAACAQMEAwEBAAAA"
        + "AAAAAAABESEAMUFRgaHwYZGxcdH/2gAIAQEAAT8Qa1sIAue/2gaekmA580soMMjzDXc0FACAyBgOW8Z5oAhAANMwxMLe+9bibMgdqTACsAExnXzThmGBGhcKbftQEiADQQ"
        + "39+UAQHJ4I95p4CiRDvfrqTN2JJOsztxRJgIhhTQNHi3OtDBANnBGffFRgQBWbh+nvX//Z";

    [Theory]
    [InlineData(100, 75, null)]
    [InlineData(100, 76, null)] // in the same blocks of 16
    [InlineData(100, 150, "the header declares 100 × 150 pixels, and the file has ")]
    [InlineData(250, 75, "the header declares 250 × 75 pixels, and the file has ")]
    [InlineData(100, 37, "more pixels than the 100 × 37 that its header declares")]
    [InlineData(50, 75, "more pixels than the 50 × 75 that its header declares")]
    public void The_pixels_are_counted(int width, int height, string? expected)
    {
        var reason = Reason(WithSize(Noise(), width, height));

        Assert.Equal(expected is null, reason is null);
        Assert.Contains(expected ?? "", reason ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, 40, true)]
    [InlineData(24, 80, false)]
    [InlineData(48, 40, false)]
    public void Those_of_a_progressive_file_are_counted_by_their_means(int width, int height, bool right) =>
        Assert.Equal(right, Reason(WithSize(Convert.FromBase64String(Progressive), width, height)) is null);

    [Fact]
    public void Every_size_and_quality_is_counted_right()
    {
        for (var side = 1; side < 40; side++)
        {
            Assert.Null(Reason(Noise(side, 41 - side, quality: 2 * side)));
        }
    }

    [Fact]
    public void What_was_changed_anywhere_ends_in_a_reason_or_none()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var file = Noise(40, 24);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                file[random.Next(2, file.Length)] = (byte)random.Next(256);
            }

            JpegMarkers.Damage(file.AsSpan(0, random.Next(2) == 0 ? file.Length : random.Next(2, file.Length)));
        }
    }

    private static string? Reason(byte[] file)
    {
        using var folder = new TempFolder();
        return new ImageDecoder(new ImageShape(8, 8, 3)).TryDecode(folder.Write("x.jpg", file), new byte[8 * 8 * 3], out var reason) ? null : reason;
    }

    private static byte[] Noise(int width = 100, int height = 75, int quality = 80)
    {
        var random = new Random(3);
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var at = 0; at < width * height; at++)
        {
            bitmap.SetPixel(at % width, at / width, new SKColor((uint)random.Next() | 0xFF000000));
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, quality);
        return data.ToArray();
    }

    private static byte[] WithSize(byte[] file, int width, int height)
    {
        var at = 2;
        while (file[at + 1] is not (0xC0 or 0xC2))
        {
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
        }

        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at + 7), (ushort)width);
        return file;
    }
}
