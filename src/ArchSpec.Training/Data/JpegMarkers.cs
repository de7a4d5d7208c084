using System.Buffers.Binary;
using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>
/// Finds damage in a JPEG file that its decoder passes over without a word (libjpeg warns, Skia does not listen): markers that
/// cannot be there, an end that is missing, and another number of pixels than the header declares (<see cref="JpegFrame"/>). Damage that
/// still reads as coded pixels cannot be found, in any decoder.
/// </summary>
/// <remarks>ITU-T T.81, Annex B: segments begin with FF and a code; in coded data FF is followed by 00 or a restart code.</remarks>
internal static class JpegMarkers
{
    private const int StartOfScan = 0xDA;
    private const int EndOfImage = 0xD9;

    /// <summary>Where the file is damaged, or null.</summary>
    internal static string? Damage(ReadOnlySpan<byte> file)
    {
        var (at, frame) = (2, new JpegFrame());
        while (true)
        {
            at = SkipFill(file, at);
            if (at + 1 >= file.Length)
            {
                return "corrupt: the file has no end-of-image marker";
            }

            var code = file[at + 1];
            if (file[at] != 0xFF || code is not (EndOfImage or StartOfScan or (>= 0xC0 and < 0xD0) or (> 0xDA and <= 0xFE)))
            {
                return string.Create(CultureInfo.InvariantCulture, $"corrupt: no JPEG marker at byte {at}");
            }

            if (code == EndOfImage)
            {
                return null;
            }

            var body = BodyOf(file, at);
            at += 2 + (at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 2);
            if (code != StartOfScan)
            {
                frame.Read(code, body);
                continue;
            }

            var (begin, end) = (at, SkipCoded(file, at));
            if (end < file.Length && frame.Damage(body, file, begin, end) is { } damage)
            {
                return damage;
            }

            at = end;
        }
    }

    // What is behind the marker and the length.
    private static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> file, int at)
    {
        var length = at + 4 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) : 2;
        return length > 2 && at + 2 + length <= file.Length ? file.Slice(at + 4, length - 2) : [];
    }

    // A marker may be preceded by any number of FF bytes.
    private static int SkipFill(ReadOnlySpan<byte> file, int at)
    {
        while (at + 1 < file.Length && file[at] == 0xFF && file[at + 1] == 0xFF)
        {
            at++;
        }

        return at;
    }

    private static int SkipCoded(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return file.Length;
            }

            at += next;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7) or 0xFF))
            {
                return at;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
        }

        return file.Length;
    }
}
