using System.Buffers.Binary;
using System.Numerics;

namespace ArchSpec.Training.Runs;

/// <summary>
/// The framing of TensorFlow's record files: length (8 bytes), its checksum (4), the data, its checksum (4), little-endian. The
/// checksums are CRC-32C, turned by 15 bits and moved by a constant. Source: <c>tensorflow/core/lib/io/record_writer.cc</c>.
/// </summary>
internal static class TensorBoardRecord
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>A record with the data in it.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        var record = new byte[8 + 4 + data.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Masked(record.AsSpan(0, 8)));
        data.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + data.Length), Masked(data));
        return record;
    }

    private static uint Masked(ReadOnlySpan<byte> data) => BitOperations.RotateRight(Checksum(data), 15) + MaskDelta;

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return ~sum;
    }
}
