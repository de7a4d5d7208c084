using System.Buffers.Binary;
using System.Text;

namespace ArchSpec.Training.Runs;

/// <summary>
/// The few messages of TensorFlow's <c>event.proto</c> and <c>summary.proto</c> that scalars need, in protobuf's wire format. A field is
/// its number and wire type in one byte, and its value.
/// </summary>
internal static class TensorBoardEvent
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    /// <summary>The first event of a file.</summary>
    public static byte[] Version(DateTimeOffset time) => [.. Header(time, step: 0), .. Field(3, Encoding.UTF8.GetBytes("brain.Event:2"))];

    /// <summary>Says that steps from this one on are written anew: a reader that is open forgets what it had of them.</summary>
    public static byte[] Start(DateTimeOffset time, long step)
    {
        const byte start = 1;
        return [.. Header(time, step), .. Field(7, [Tag(1, Varint), start])];
    }

    /// <summary>Figures of one step.</summary>
    public static byte[] Scalars(DateTimeOffset time, long step, params ReadOnlySpan<(string Name, double Value)> scalars)
    {
        var summary = new List<byte>();
        foreach (var (name, value) in scalars)
        {
            summary.AddRange(Field(1, [.. Field(1, Encoding.UTF8.GetBytes(name)), Tag(2, Fixed32), .. Single((float)value)]));
        }

        return [.. Header(time, step), .. Field(5, [.. summary])];
    }

    private static byte[] Header(DateTimeOffset time, long step)
    {
        var seconds = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(seconds, (time - DateTimeOffset.UnixEpoch).TotalSeconds);
        return [Tag(1, Fixed64), .. seconds, Tag(2, Varint), .. Number((ulong)step)];
    }

    private static byte[] Field(int number, byte[] value) => [Tag(number, Bytes), .. Number((ulong)value.Length), .. value];

    private static byte Tag(int number, int wireType) => (byte)((number << 3) | wireType);

    // Seven bits a byte, the lowest first; the eighth says that more follow.
    private static List<byte> Number(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 0x7f; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }

    private static byte[] Single(float value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return bytes;
    }
}
