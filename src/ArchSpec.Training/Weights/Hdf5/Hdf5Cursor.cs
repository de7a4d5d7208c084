using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>Reads a structure's fields one after the other, little-endian, and never beyond its end.</summary>
internal sealed class Hdf5Cursor(byte[] data)
{
    /// <summary>An address that stands for nothing.</summary>
    public const long Undefined = -1;

    /// <summary>Where the next field is.</summary>
    public int At { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public int Left => data.Length - At;

    /// <summary>The next bytes.</summary>
    public byte[] Take(long count)
    {
        Skip(count);
        return data[(int)(At - count)..At];
    }

    /// <summary>Passes over some.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > Left)
        {
            throw new InvalidDataException("a structure ends before its fields do");
        }

        At += (int)count;
    }

    public byte Byte()
    {
        Skip(1);
        return data[At - 1];
    }

    public int Short() => (int)Number(2);

    public long Int() => Number(4);

    /// <summary>A size or an address of 8 bytes; one that no file has is <see cref="Undefined"/> or refused where it is used.</summary>
    public long Long() => Number(8);

    /// <summary>A number of 1 to 8 bytes.</summary>
    public long Number(int bytes)
    {
        Skip(bytes);
        var number = 0UL;
        for (var at = At - 1; at >= At - bytes; at--)
        {
            number = (number << 8) | data[at];
        }

        return (long)number;
    }

    /// <summary>Wants the letters that a structure begins with.</summary>
    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).AsSpan().SequenceEqual(signature))
        {
            throw new InvalidDataException($"there is no '{Encoding.ASCII.GetString(signature)}' where one should be");
        }
    }

    /// <summary>A text that ends with a zero or with the structure.</summary>
    public string Text()
    {
        var length = data.AsSpan(At).IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(Take(length < 0 ? Left : length));
        Skip(Math.Min(1, Left));
        return text;
    }

    /// <summary>The bytes that a number up to a limit is written with.</summary>
    public static int WidthOf(long limit) => (BitOperations.Log2((ulong)Math.Max(limit, 1)) / 8) + 1;
}
