using System.Buffers.Binary;
using System.Globalization;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// What an HDF5 file says of itself first. Source: the HDF5 file format specification, "Disk Format: Level 0A".
/// </summary>
internal static class Superblock
{
    private const int Longest = 56;

    private static readonly byte[] Signature = [0x89, .. "HDF\r\n"u8, 0x1a, (byte)'\n'];

    /// <summary>Whether a file is HDF5: the signature stands at its beginning, or behind a block of 512 bytes, 1024, 2048 …</summary>
    public static bool IsIn(Stream file) => Find(file) is not null;

    /// <summary>Refuses a file that is shorter than it says, as the HDF5 library does: what is missing may be needed only later.</summary>
    /// <exception cref="InvalidDataException">It is cut.</exception>
    public static void CheckWhole(Stream file)
    {
        if (Find(file) is { } block && EndOf(block) is { } end && end > file.Length)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is cut: it has {file.Length:N0} of {end:N0} bytes"));
        }

        file.Position = 0;
    }

    private static byte[]? Find(Stream file)
    {
        for (var at = 0L; at + Signature.Length <= file.Length && at <= 1 << 20; at = at == 0 ? 512 : at * 2)
        {
            var block = new byte[Longest];
            file.Position = at;
            var length = file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
            if (block.AsSpan().StartsWith(Signature))
            {
                return block[..length];
            }
        }

        return null;
    }

    // The address of the end of the file, where addresses have 8 bytes, as the HDF5 library writes them.
    private static long? EndOf(byte[] block) => block switch
    {
        { Length: < Longest } => null,
        [_, _, _, _, _, _, _, _, 0, _, _, _, _, 8, ..] => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(40)),
        [_, _, _, _, _, _, _, _, 1, _, _, _, _, 8, ..] => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(44)),
        [_, _, _, _, _, _, _, _, 2 or 3, 8, ..] => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(28)),
        _ => null,
    };
}
