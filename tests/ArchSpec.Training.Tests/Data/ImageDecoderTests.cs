using ArchSpec.Testing;
using ArchSpec.Training.Data;
using SkiaSharp;

namespace ArchSpec.Training.Tests.Data;

public sealed class ImageDecoderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[], string> BadFiles()
    {
        var jpeg = SamplePictures.Jpeg(64, 64);
        var png = SamplePictures.Encode(SKEncodedImageFormat.Png, 64, 64);
        var webp = SamplePictures.Encode(SKEncodedImageFormat.Webp, 64, 64);
        return new()
        {
            { "empty.jpg", [], "empty" },
            { "header only.jpg", jpeg[..20], "truncated" },
            { "half (1).jpg", jpeg[..(jpeg.Length / 2)], "truncated" },
            { "no end.jpg", jpeg[..^2], "truncated" },
            { "half.png", png[..(png.Length / 2)], "truncated" },
            { "half.webp", webp[..(webp.Length / 2)], "corrupt" },
            { "damaged.png", Damaged(png, png.Length / 2), "corrupt" },
            { "damaged.jpg", Damaged(jpeg, jpeg.Length - 40), "corrupt" },
            { "damaged header.jpg", Damaged(jpeg, 2), "corrupt" },
            { "text.jpg", "<html>404</html>"u8.ToArray(), "wrong type" },
            { "zeros.bmp", new byte[500], "wrong type" },
            { "icon.png", [0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 24, 0, 48, 0, 0, 0, 22, 0, 0, 0, .. new byte[48]], "" },
            { "enormous.png", SamplePictures.PngHeader(50_000, 50_000), "too large: 50000 x 50000 pixels; at most 100 million" },
        };
    }

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void Bad_files_are_refused_with_the_reason(string name, byte[] bytes, string reason)
    {
        var path = _folder.Write(name, bytes);

        var good = new ImageDecoder(new(8, 8, 3)).TryDecode(path, new byte[192], out var said);

        Assert.False(good);
        Assert.StartsWith(reason, said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enormous_header_allocates_nothing()
    {
        var path = _folder.Write("enormous.png", SamplePictures.PngHeader(50_000, 50_000));
        var before = GC.GetAllocatedBytesForCurrentThread();

        new ImageDecoder(new(8, 8, 3)).TryDecode(path, new byte[192], out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void A_file_that_is_gone_or_a_folder_is_a_bad_image()
    {
        var decoder = new ImageDecoder(new(8, 8, 3));

        Assert.False(decoder.TryDecode(_folder.In("none.jpg"), new byte[192], out var gone));
        Assert.False(decoder.TryDecode(_folder.Folder("folder.jpg"), new byte[192], out var folder));

        Assert.StartsWith("cannot be read", gone, StringComparison.Ordinal);
        Assert.StartsWith("cannot be read", folder, StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], int, int, int> OneColourFiles() => new()
    {
        { "cmyk red", CmykJpeg.Of(0, 255, 255, 0), 255, 0, 0 },
        { "cmyk half black", CmykJpeg.Of(0, 0, 0, 128), 127, 127, 127 },
        { "grey jpeg", SamplePictures.Grey(SKEncodedImageFormat.Jpeg, 90), 90, 90, 90 },
        { "grey png", SamplePictures.Grey(SKEncodedImageFormat.Png, 91), 91, 91, 91 },
        { "16 bits", SamplePictures.Png16(4, 0xFF00, 0x8000, 0x1234), 0xFF, 0x80, 0x12 },
        { "bmp", SamplePictures.Bmp(), 255, 0, 0 },
        { "gif", SamplePictures.Gif(), 255, 0, 0 },
    };

    [Theory]
    [MemberData(nameof(OneColourFiles))]
    public void Every_kind_of_file_becomes_red_green_and_blue(string what, byte[] bytes, int red, int green, int blue)
    {
        var pixels = Decode(bytes, new(2, 2, 3));

        Assert.True(Near(pixels, [(byte)red, (byte)green, (byte)blue], 2), $"{what}: {string.Join(' ', pixels)}");
    }

    [Fact]
    public void Transparency_is_dropped_and_the_colours_under_it_stay()
    {
        var pixels = Decode(SamplePictures.Encode(SKEncodedImageFormat.Png, alpha: 0), new(2, 2, 3));

        Assert.Equal([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255], pixels);
    }

    [Theory]
    [InlineData(1, "RGBW")]
    [InlineData(2, "GRWB")]
    [InlineData(3, "WBGR")]
    [InlineData(4, "BWRG")]
    [InlineData(5, "RBGW")]
    [InlineData(6, "BRWG")]
    [InlineData(7, "WGBR")]
    [InlineData(8, "GWRB")]
    public void The_exif_orientation_is_applied(byte orientation, string quarters)
    {
        var pixels = Decode(SamplePictures.Oriented(orientation, 64, 32), new(2, 2, 3));

        Assert.Equal(quarters, string.Concat(pixels.Chunk(3).Select(Letter)));
    }

    [Fact]
    public void One_channel_is_luma()
    {
        var pixels = Decode(SamplePictures.Encode(SKEncodedImageFormat.Png), new(2, 2, 1));

        Assert.Equal([76, 150, 29, 255], pixels);
    }

    [Fact]
    public void Large_photographs_are_decoded_at_a_scale_and_keep_their_quarters()
    {
        var pixels = Decode(SamplePictures.Jpeg(3000, 2000), new(20, 30, 3));

        Assert.True(Near(pixels[..3], [255, 0, 0], 3));
        Assert.True(Near(pixels[^3..], [255, 255, 255], 3));
    }

    [Theory]
    [InlineData(0, 8, 3)]
    [InlineData(8, 8, 2)]
    [InlineData(8, 8, 4)]
    public void Shapes_that_no_image_can_have_are_refused(int height, int width, int channels) =>
        Assert.Throws<DataException>(() => new ImageDecoder(new(height, width, channels)));

    private byte[] Decode(byte[] bytes, ImageShape shape)
    {
        var pixels = new byte[shape.Bytes];
        Assert.True(new ImageDecoder(shape).TryDecode(_folder.Write("picture", bytes), pixels, out var reason), reason);
        return pixels;
    }

    private static byte[] Damaged(byte[] bytes, int at)
    {
        var copy = (byte[])bytes.Clone();
        for (var i = at; i < Math.Min(at + 32, copy.Length); i += 2)
        {
            (copy[i], copy[i + 1]) = (0xFF, 0x02);
        }

        return copy;
    }

    private static bool Near(byte[] pixels, byte[] colour, int tolerance) =>
        pixels.Chunk(3).All(pixel => pixel.Zip(colour).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance));

    private static char Letter(byte[] pixel) => (pixel[0] > 128, pixel[1] > 128, pixel[2] > 128) switch
    {
        (true, true, true) => 'W',
        (true, false, false) => 'R',
        (false, true, false) => 'G',
        (false, false, true) => 'B',
        _ => '?',
    };
}
