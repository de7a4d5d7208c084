using System.Globalization;

namespace ArchSpec.Training.Weights.Hdf5;

/// <summary>
/// What an HDF5 file says of itself first. Source: the HDF5 file format specification, "Disk Format: Level 0A".
/// </summary>
/// <param name="Start">Where its addresses count from.</param>
/// <param name="End">Where the file ends, counted from its first byte.</param>
/// <param name="Root">The root group's object header.</param>
internal sealed record Superblock(long Start, long End, long Root)
{
    private const int Longest = 104;

    private static readonly byte[] Signature = [0x89, .. "HDF\r\n"u8, 0x1a, (byte)'\n'];

    /// <summary>Whether a file is HDF5: the signature stands at its beginning, or behind a block of 512 bytes, 1024, 2048 …</summary>
    public static bool IsIn(Stream file) => Find(file) is not null;

    /// <summary>Reads it. A file that is shorter than it says is refused, as the HDF5 library does: what is missing may be needed only later.</summary>
    /// <exception cref="InvalidDataException">The file is cut, or says what cannot be.</exception>
    public static Superblock Read(Stream file)
    {
        var block = Parse(new Hdf5Cursor(Find(file) ?? throw new InvalidDataException("it does not begin as HDF5 does")));
        return block.End > file.Length || block.Start < 0 || block.Start > file.Length
            ? throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it is cut: it has {file.Length:N0} of {block.End:N0} bytes"))
            : block;
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

    private static Superblock Parse(Hdf5Cursor block)
    {
        block.Expect(Signature);
        var version = block.Byte();
        if (version is 2 or 3)
        {
            CheckSizes(block);
            block.Skip(1);
            var (start, _, end) = (block.Long(), block.Long(), block.Long());
            return new Superblock(start, end, block.Long());
        }

        return version is 0 or 1 ? ParseOld(block, version) : throw new InvalidDataException($"it is of the unknown version {version}");
    }

    private static Superblock ParseOld(Hdf5Cursor block, byte version)
    {
        block.Skip(4);
        CheckSizes(block);
        block.Skip(version == 0 ? 9 : 13);
        var (start, _, end) = (block.Long(), block.Long(), block.Long());
        block.Skip(16); // the driver, and the root's name, which it has not
        return new Superblock(start, end, block.Long());
    }

    private static void CheckSizes(Hdf5Cursor block)
    {
        if (block.Byte() != 8 || block.Byte() != 8)
        {
            throw new InvalidDataException("its addresses or lengths do not have 8 bytes, as those of every file of Keras have");
        }
    }
}
