using System.Globalization;
using System.IO.Compression;

namespace ArchSpec.Training.Weights;

/// <summary>Refuses zips that were made to do harm. Nothing is ever unpacked to disk.</summary>
internal static class ZipCheck
{
    private const int MaxEntries = 200_000;
    private const long MaxRatio = 100; // deflate can do 1032, weights that were trained come nowhere near either

    /// <summary>Looks at what the zip says of its entries, before one is read.</summary>
    /// <exception cref="InvalidDataException">As described, with what is wrong.</exception>
    public static void Check(ZipArchive zip, long bytes)
    {
        if (zip.Entries.Count > MaxEntries)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has {zip.Entries.Count:N0} entries"));
        }

        var (packed, budget) = (0L, new WeightsBudget(bytes));
        foreach (var entry in zip.Entries)
        {
            CheckName(entry.FullName);
            packed += entry.CompressedLength;
            if (entry.Length < 0 || entry.CompressedLength < 0 || packed > bytes || entry.Length / MaxRatio > entry.CompressedLength)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{entry.FullName}' would have {entry.Length:N0} bytes, packed in {entry.CompressedLength:N0} of the {bytes:N0} bytes of the file"));
            }

            budget.Take(entry.FullName, entry.Length);
        }
    }

    /// <summary>Reads an entry whole.</summary>
    /// <exception cref="InvalidDataException">It has more bytes than it may, or fewer than it says.</exception>
    public static byte[] ReadAll(ZipArchiveEntry entry, long most)
    {
        if (entry.Length > most)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"'{entry.FullName}' has {entry.Length:N0} bytes, more than the {most:N0} that are read"));
        }

        var bytes = new byte[entry.Length];
        using var from = entry.Open();
        from.ReadExactly(bytes);
        return bytes;
    }

    private static void CheckName(string name)
    {
        var parts = name.Split('/', '\\');
        if (parts.Contains("..") || name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':'))
        {
            throw new InvalidDataException($"its entry '{name}' leads out of it");
        }
    }
}
