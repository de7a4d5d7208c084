using System.Globalization;
using System.Text;

namespace ArchSpec.Training.Weights.PyTorch;

/// <summary>The bytes of a pickle, from the first to the last and never beyond.</summary>
internal sealed class PickleBytes(byte[] data)
{
    /// <summary>Where the next byte is.</summary>
    public int At { get; private set; }

    public ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > data.Length - At)
        {
            throw Damaged();
        }

        var taken = data.AsSpan(At, (int)count);
        At += (int)count;
        return taken;
    }

    public string Text(long length) => Encoding.UTF8.GetString(Take(length));

    public string Line()
    {
        var end = data.AsSpan(At).IndexOf((byte)'\n');
        var line = Text(end < 0 ? throw Damaged() : end);
        Take(1);
        return line;
    }

    /// <summary>A number of up to 8 bytes, little-endian, in two's complement.</summary>
    public static long Long(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        0 => 0L,
        <= 8 => (bytes[^1] < 0x80 ? 0L : -1L << ((8 * bytes.Length) - 1)) | (long)Bits(bytes),
        _ => throw new PickleException($"its pickle has a number of {bytes.Length} bytes"),
    };

    private static ulong Bits(ReadOnlySpan<byte> bytes)
    {
        var bits = 0UL;
        for (var at = bytes.Length - 1; at >= 0; at--)
        {
            bits = (bits << 8) | bytes[at];
        }

        return bits;
    }

    private PickleException Damaged() => new(string.Create(CultureInfo.InvariantCulture, $"its pickle is damaged at {At:N0} of {data.Length:N0} bytes"));
}
