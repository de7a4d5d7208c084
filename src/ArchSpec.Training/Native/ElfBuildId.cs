using System.Buffers.Binary;

namespace ArchSpec.Training.Native;

/// <summary>
/// The build ID of a library in the format ELF: a hash that the linker writes, which no other build has (NT_GNU_BUILD_ID; System V ABI, "Note
/// Section").
/// </summary>
internal static class ElfBuildId
{
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;
    private const uint NoteSegment = 4;
    private const uint BuildIdNote = 3;

    /// <summary>In hexadecimal, lower case; null where the file has none or is not of 64 bits, little endian.</summary>
    public static string? Read(string path)
    {
        using var file = File.OpenRead(path);
        var header = Bytes(file, 0, HeaderSize);
        if (!header.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
        {
            return null;
        }

        var (start, count) = (BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(0x20)), BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x38)));
        for (var i = 0; i < count; i++)
        {
            var segment = Bytes(file, start + (i * ProgramHeaderSize), ProgramHeaderSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == NoteSegment && OfNotes(Contents(file, segment)) is { } id)
            {
                return id;
            }
        }

        return null;
    }

    private static byte[] Contents(FileStream file, byte[] segment) =>
        Bytes(file, BinaryPrimitives.ReadInt64LittleEndian(segment.AsSpan(8)), (int)BinaryPrimitives.ReadInt64LittleEndian(segment.AsSpan(32)));

    // A note is the lengths of its name and its contents, its type, and both, each filled up to 4 bytes.
    private static string? OfNotes(ReadOnlySpan<byte> notes)
    {
        while (notes.Length >= 12)
        {
            var (name, contents) = (BinaryPrimitives.ReadInt32LittleEndian(notes), BinaryPrimitives.ReadInt32LittleEndian(notes[4..]));
            var type = BinaryPrimitives.ReadUInt32LittleEndian(notes[8..]);
            var begin = 12 + Filled(name);
            if (type == BuildIdNote && notes.Slice(12, name).SequenceEqual("GNU\0"u8))
            {
                return Convert.ToHexStringLower(notes.Slice(begin, contents));
            }

            notes = notes[Math.Min(notes.Length, begin + Filled(contents))..];
        }

        return null;
    }

    private static int Filled(int length) => (length + 3) & ~3;

    private static byte[] Bytes(FileStream file, long offset, int count)
    {
        var bytes = new byte[count];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }
}
