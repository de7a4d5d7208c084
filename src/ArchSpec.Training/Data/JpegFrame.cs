using System.Buffers.Binary;
using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>
/// Counts the blocks of pixels that a JPEG file has, against the size that its header declares: where there are fewer, decoders fill the
/// picture with grey, and where there are more, they leave the rest out, both without a word. Arithmetic coding and files that say their
/// height behind the pixels are passed over, and of progressive files all but the scan of the means.
/// </summary>
/// <remarks>ITU-T T.81, A.2 (blocks and their order), F.2.2 and G.2 (their codes).</remarks>
internal sealed class JpegFrame
{
    private const int Restarts = 0xDD;
    private const int Tables = 0xC4;
    private const int Block = 8;

    // Cameras leave some bytes behind the last block, and so do programs that cut pictures without decoding them.
    private const int MostLeft = 512;
    private const int MostLeftOfMeans = 32;

    private readonly Dictionary<int, JpegCodes> _codes = [];
    private readonly Dictionary<int, Component> _components = [];
    private int _height;
    private int _width;
    private int _restart;
    private bool _isProgressive;

    /// <summary>Takes in a segment before the first scan or between scans.</summary>
    /// <param name="code">Its marker.</param>
    /// <param name="body">What is behind its length.</param>
    internal void Read(int code, ReadOnlySpan<byte> body)
    {
        if (code == Restarts && body.Length >= 2)
        {
            _restart = BinaryPrimitives.ReadUInt16BigEndian(body);
        }
        else if (code == Tables)
        {
            ReadCodes(body);
        }
        else if (code is 0xC0 or 0xC1 or 0xC2 && body.Length >= 6)
        {
            ReadSize(code, body);
        }
    }

    /// <summary>What is wrong with the pixels of a scan, or null.</summary>
    /// <param name="header">The body of the scan's segment.</param>
    /// <param name="file">The whole file.</param>
    /// <param name="at">Where the scan's coded bytes begin.</param>
    /// <param name="end">Where they end.</param>
    internal string? Damage(ReadOnlySpan<byte> header, ReadOnlySpan<byte> file, int at, int end)
    {
        if (PartsOf(header) is not { } parts || _height == 0)
        {
            return null;
        }

        var units = UnitsOf(parts);
        var bits = new JpegBits(file, at);
        for (var unit = 0L; unit < units; unit++)
        {
            if (_restart > 0 && unit > 0 && unit % _restart == 0 && !bits.Restart())
            {
                return unit * 2 < units ? Fewer(unit, units) : null; // decoders find their way where one is missing
            }

            foreach (var (_, part) in parts)
            {
                if (!part.Skip(ref bits))
                {
                    return Fewer(unit, units);
                }
            }
        }

        return end - bits.At > (_isProgressive ? MostLeftOfMeans : MostLeft)
            ? string.Create(CultureInfo.InvariantCulture, $"corrupt: the file has more pixels than the {_width} × {_height} that its header declares")
            : null;
    }

    private string Fewer(long unit, long units) => string.Create(
        CultureInfo.InvariantCulture, $"corrupt: the header declares {_width} × {_height} pixels, and the file has {100.0 * unit / units:F0}% of them");

    private void ReadCodes(ReadOnlySpan<byte> body)
    {
        while (body.Length > 1 && JpegCodes.Read(body[1..], out var length) is { } codes)
        {
            _codes[body[0]] = codes;
            body = body[(1 + length)..];
        }
    }

    private void ReadSize(int code, ReadOnlySpan<byte> body)
    {
        (_isProgressive, _height, _width) = (code == 0xC2, BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        for (var at = 6; at + 2 < body.Length && _components.Count < body[5]; at += 3)
        {
            _components[body[at]] = new Component(body[at + 1] >> 4, body[at + 1] & 0xF);
        }
    }

    // Null where the scan is of a kind that is passed over, or says what cannot be.
    private List<(Component Of, JpegPart Part)>? PartsOf(ReadOnlySpan<byte> header)
    {
        var count = header.Length > 0 ? header[0] : 0;
        if (header.Length < 4 + (2 * count) || _components.Values.Any(component => component is not { Across: > 0 and <= 4, Down: > 0 and <= 4 })
            || (_isProgressive && (header[1 + (2 * count)] != 0 || header[3 + (2 * count)] >> 4 != 0)))
        {
            return null;
        }

        List<(Component Of, JpegPart Part)> parts = [];
        for (var at = 1; at <= 2 * count; at += 2)
        {
            var (first, others) = (_codes.GetValueOrDefault(header[at + 1] >> 4), _codes.GetValueOrDefault(0x10 | (header[at + 1] & 0xF)));
            if (!_components.TryGetValue(header[at], out var component) || first is null || (others is null && !_isProgressive))
            {
                return null;
            }

            parts.Add((component, new JpegPart(count == 1 ? 1 : component.Across * component.Down, first, _isProgressive ? null : others)));
        }

        return parts.Count > 0 ? parts : null;
    }

    private long UnitsOf(List<(Component Of, JpegPart Part)> parts)
    {
        var (across, down) = (_components.Values.Max(component => component.Across), _components.Values.Max(component => component.Down));
        return parts is [var (only, _)]
            ? (long)Over(Over(_width * only.Across, across), Block) * Over(Over(_height * only.Down, down), Block)
            : (long)Over(_width, Block * across) * Over(_height, Block * down);
    }

    private static int Over(int all, int each) => (all + each - 1) / each;

    private sealed record Component(int Across, int Down);
}
