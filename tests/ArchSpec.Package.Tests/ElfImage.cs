using System.Buffers.Binary;
using System.Text;

namespace ArchSpec.Package.Tests;

/// <summary>The smallest ELF file that has version needs: a header, names, the needs, and three section headers at the end.</summary>
internal static class ElfImage
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int EntrySize = 16;

    /// <summary>An image whose libraries need the given versions.</summary>
    public static byte[] WithNeeds(params string[][] libraries)
    {
        var names = new List<byte> { 0 };
        var needs = new List<byte>();
        for (var i = 0; i < libraries.Length; i++)
        {
            AddLibrary(needs, names, libraries[i], last: i == libraries.Length - 1);
        }

        var sections = HeaderSize + names.Count + needs.Count;
        return
        [
            .. Header(sections), .. names, .. needs,
            .. Section(0, 0, 0), .. Section(3, HeaderSize, 0), .. Section(0x6ffffffe, HeaderSize + names.Count, 1),
        ];
    }

    /// <summary>The flags of every need, of libraries with so many versions each.</summary>
    public static ushort[] Flags(byte[] image, params int[] versions)
    {
        var at = BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(image.Length - SectionSize + 24));
        var flags = new List<ushort>();
        foreach (var count in versions)
        {
            flags.AddRange(Enumerable.Range(1, count).Select(i => BitConverter.ToUInt16(image, at + (i * EntrySize) + 4)));
            at += (count + 1) * EntrySize;
        }

        return [.. flags];
    }

    private static void AddLibrary(List<byte> needs, List<byte> names, string[] versions, bool last)
    {
        needs.AddRange([.. U16(1), .. U16(versions.Length), .. U32(0), .. U32(EntrySize)]);
        needs.AddRange(U32(last ? 0 : (versions.Length + 1) * EntrySize));
        for (var i = 0; i < versions.Length; i++)
        {
            needs.AddRange([.. U32(0), .. U16(0), .. U16(2), .. U32(names.Count)]);
            needs.AddRange(U32(i == versions.Length - 1 ? 0 : EntrySize));
            names.AddRange([.. Encoding.ASCII.GetBytes(versions[i]), 0]);
        }
    }

    private static byte[] Header(int sections)
    {
        var header = new byte[HeaderSize];
        byte[] magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        magic.CopyTo(header, 0);
        U32(sections).CopyTo(header, 0x28);
        U16(SectionSize).CopyTo(header, 0x3a);
        U16(3).CopyTo(header, 0x3c);
        return header;
    }

    private static byte[] Section(uint type, int offset, int link)
    {
        var section = new byte[SectionSize];
        BitConverter.GetBytes(type).CopyTo(section, 4);
        U32(offset).CopyTo(section, 24);
        U32(link).CopyTo(section, 40);
        return section;
    }

    private static byte[] U16(int value) => BitConverter.GetBytes((ushort)value);

    private static byte[] U32(int value) => BitConverter.GetBytes(value);
}
