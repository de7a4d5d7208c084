using System;
using System.IO;
using System.Text;

namespace ArchSpec.Build;

#if !LINKED_INTO_TESTS
/// <summary>
/// Copies a shared library and marks one of its version needs as weak: the loader then accepts a system library that does
/// not know that version. The source is only read, and the destination is always a new file, so that neither the package
/// cache nor a file that is a link into it is ever written to.
/// </summary>
public sealed class WeakenVersionNeed : Microsoft.Build.Utilities.Task
{
    /// <summary>The library as it was shipped.</summary>
    [Microsoft.Build.Framework.Required]
    public string Source { get; set; }

    /// <summary>Where the changed copy goes.</summary>
    [Microsoft.Build.Framework.Required]
    public string Destination { get; set; }

    /// <summary>The version's name, such as <c>GLIBCXX_3.4.32</c>.</summary>
    [Microsoft.Build.Framework.Required]
    public string Version { get; set; }

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            var image = File.ReadAllBytes(Source);
            var changed = ElfVersionNeeds.Weaken(image, Version);
            Log.LogMessage("{0}: {1} need(s) of {2} made weak", Source, changed, Version);
            WriteNew(image);
            return true;
        }
        catch (InvalidDataException e)
        {
            Log.LogError("{0}: {1}", Source, e.Message);
            return false;
        }
    }

    // Several projects may do this at once; each moves a whole file into place, and all of them hold the same bytes.
    private void WriteNew(byte[] image)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Destination)));
        var temporary = Destination + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(temporary, image);
        File.Delete(Destination);
        try
        {
            File.Move(temporary, Destination);
        }
        catch (IOException) when (File.Exists(Destination))
        {
            File.Delete(temporary);
        }
    }
}
#endif

/// <summary>The needs of symbol versions in a 64-bit little-endian ELF file (section <c>.gnu.version_r</c>).</summary>
/// <remarks>
/// Layout: Linux Standard Base, "Symbol Versioning" (<c>Elf64_Verneed</c>, <c>Elf64_Vernaux</c>); System V ABI, "Sections".
/// </remarks>
public static class ElfVersionNeeds
{
    private const uint SectionTypeVersionNeeds = 0x6ffffffe;
    private const ushort FlagWeak = 2;

    /// <summary>Sets <c>VER_FLG_WEAK</c> on each need of a version; a second call changes nothing.</summary>
    /// <returns>How many entries were changed: 0 where there is none, or all are weak already.</returns>
    /// <exception cref="InvalidDataException">The image is not a 64-bit little-endian ELF file, or is cut short.</exception>
    public static int Weaken(byte[] image, string version)
    {
        RequireElf64(image);
        try
        {
            var changed = 0;
            ForEachNeed(image, (aux, name) => changed += name == version && SetWeak(image, aux) ? 1 : 0);
            return changed;
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException("the ELF file is cut short: a section lies outside of it");
        }
    }

    private static void RequireElf64(byte[] image)
    {
        if (image.Length < 64 || image[0] != 0x7f || image[1] != 'E' || image[2] != 'L' || image[3] != 'F')
        {
            throw new InvalidDataException("not an ELF file");
        }

        if (image[4] != 2 || image[5] != 1)
        {
            throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }
    }

    private static void ForEachNeed(byte[] image, Action<int, string> visit)
    {
        var sections = Offset(image, 0x28);
        var size = BitConverter.ToUInt16(image, 0x3a);
        var count = BitConverter.ToUInt16(image, 0x3c);
        if (sections + (count * size) > image.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(image));
        }

        for (var i = 0; i < count; i++)
        {
            var header = sections + (i * size);
            if (BitConverter.ToUInt32(image, header + 4) == SectionTypeVersionNeeds)
            {
                var names = sections + (BitConverter.ToInt32(image, header + 40) * size);
                WalkLibraries(image, Offset(image, header + 24), Offset(image, names + 24), visit);
            }
        }
    }

    // Verneed: u16 version, u16 count, u32 file, u32 offset of the first aux, u32 offset of the next Verneed (0: last).
    private static void WalkLibraries(byte[] image, int need, int names, Action<int, string> visit)
    {
        for (int next; ; need += next)
        {
            WalkVersions(image, need + BitConverter.ToInt32(image, need + 8), names, visit);
            next = BitConverter.ToInt32(image, need + 12);
            if (next <= 0)
            {
                return;
            }
        }
    }

    // Vernaux: u32 hash, u16 flags, u16 other, u32 name, u32 offset of the next Vernaux (0: last).
    private static void WalkVersions(byte[] image, int aux, int names, Action<int, string> visit)
    {
        for (int next; ; aux += next)
        {
            visit(aux, Text(image, names + BitConverter.ToInt32(image, aux + 8)));
            next = BitConverter.ToInt32(image, aux + 12);
            if (next <= 0)
            {
                return;
            }
        }
    }

    private static bool SetWeak(byte[] image, int aux)
    {
        var flags = BitConverter.ToUInt16(image, aux + 4);
        image[aux + 4] = (byte)(flags | FlagWeak);
        return (flags & FlagWeak) == 0;
    }

    private static int Offset(byte[] image, int at)
    {
        var offset = BitConverter.ToUInt64(image, at);
        return offset < (ulong)image.Length ? (int)offset : throw new ArgumentOutOfRangeException(nameof(at));
    }

    private static string Text(byte[] image, int start)
    {
        var end = Array.IndexOf(image, (byte)0, start);
        return Encoding.ASCII.GetString(image, start, end - start);
    }
}
