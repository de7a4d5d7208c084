using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ArchSpec.Spec;
using SkiaSharp;

namespace ArchSpec.Training.Data;

/// <summary>
/// Reads image files as bytes H × W × C, each row from left to right, rows from the top. It keeps its buffers from image to
/// image, so each thread has its own.
/// </summary>
/// <remarks>
/// Pixels are taken as they are stored, as Keras does: colour profiles are not applied, transparency is dropped, 16-bit samples
/// keep their upper 8 bits. CMYK and grey become red, green and blue; the EXIF orientation is applied. Large JPEG files are
/// decoded at the smallest scale that is not below <see cref="Shape"/>, then resized.
/// </remarks>
/// <param name="shape">What every image is brought to.</param>
public sealed class ImageDecoder(ImageShape shape)
{
    /// <summary>More than this and the file is refused before anything is allocated: 100 million pixels.</summary>
    public const long MaxPixels = 100_000_000;

    private byte[] _decoded = [];
    private byte[] _resized = [];

    /// <summary>What every image is brought to.</summary>
    public ImageShape Shape { get; } = shape.Checked();

    /// <summary>Decodes one file.</summary>
    /// <param name="path">The image.</param>
    /// <param name="target">Receives H × W × C bytes; undefined where the image is bad.</param>
    /// <param name="reason">Why the image is bad.</param>
    /// <returns>False where the image is bad.</returns>
    public bool TryDecode(string path, Span<byte> target, [NotNullWhen(false)] out string? reason)
    {
        if (PlainFile.OtherThanFile(path) is { } other)
        {
            reason = $"not a file: this is {other}";
            return false;
        }

        try
        {
            var bytes = File.ReadAllBytes(path);
            reason = bytes.Length == 0 ? "empty: the file has no bytes" : Decode(bytes, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            reason = $"cannot be read: {e.Message}";
        }

        return reason is null;
    }

    private string? Decode(byte[] bytes, Span<byte> target)
    {
        using var stream = new SKMemoryStream(bytes);
        using SKCodec? codec = SKCodec.Create(stream, out var result);
        if (codec is null)
        {
            return Reason(result);
        }

        return BadHeader(codec)
            ?? Decode(codec, target)
            ?? (codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? JpegMarkers.Damage(bytes) : null);
    }

    private string? Decode(SKCodec codec, Span<byte> target)
    {
        var turned = codec.EncodedOrigin.SwapsSides();
        var (height, width) = turned ? (Shape.Width, Shape.Height) : (Shape.Height, Shape.Width);
        var size = DecodedSize(codec, height, width);
        if (Pixels(codec, size) is { } reason)
        {
            return reason;
        }

        Reserve(ref _resized, height * width * 4);
        BilinearResize.Rgba(_decoded, size.Height, size.Width, _resized, height, width);
        PixelPacking.Pack(_resized, height, width, codec.EncodedOrigin, Shape.Channels, target);
        return null;
    }

    private static string? BadHeader(SKCodec codec)
    {
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        return codec.EncodedFormat switch
        {
            not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Bmp or SKEncodedImageFormat.Gif
                or SKEncodedImageFormat.Webp) => $"wrong type: {codec.EncodedFormat}; right are {ImageFiles.Kinds}",
            _ when (long)width * height > MaxPixels =>
                string.Create(CultureInfo.InvariantCulture, $"too large: {width} x {height} pixels; at most {MaxPixels / 1_000_000} million are read"),
            _ => null,
        };
    }

    // Scaling while decoding costs a fraction of decoding all of a photograph; libjpeg scales by eighths.
    private static SKSizeI DecodedSize(SKCodec codec, int height, int width)
    {
        var full = codec.Info.Size;
        if (codec.EncodedFormat != SKEncodedImageFormat.Jpeg)
        {
            return full;
        }

        for (var eighths = 1; eighths < 8; eighths++)
        {
            var scaled = codec.GetScaledDimensions(eighths / 8f);
            if (scaled.Height >= height && scaled.Width >= width)
            {
                return scaled;
            }
        }

        return full;
    }

    private unsafe string? Pixels(SKCodec codec, SKSizeI size)
    {
        // Without a colour space in it, Skia converts none; "unpremul" leaves colours as they are under transparency.
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        Reserve(ref _decoded, info.BytesSize);
        fixed (byte* pixels = _decoded)
        {
            var result = codec.GetPixels(info, (nint)pixels);
            return result == SKCodecResult.Success ? null : Reason(result);
        }
    }

    private static string Reason(SKCodecResult result) => result switch
    {
        SKCodecResult.IncompleteInput => "truncated: the file ends before the picture does",
        SKCodecResult.ErrorInInput or SKCodecResult.InvalidInput => "corrupt: the file's content is damaged or cut off",
        SKCodecResult.Unimplemented => $"wrong type: not an image of a known kind ({ImageFiles.Kinds})",
        _ => $"cannot be decoded ({result})",
    };

    private static void Reserve(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = GC.AllocateUninitializedArray<byte>(length);
        }
    }
}
