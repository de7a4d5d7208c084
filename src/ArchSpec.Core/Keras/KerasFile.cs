using System.IO.Compression;
using ArchSpec.Diagnostics;

namespace ArchSpec.Keras;

/// <summary>Reads the JSON of a model out of a file: the JSON itself, or the <c>config.json</c> of a <c>.keras</c> archive.</summary>
public static class KerasFile
{
    // Far above any model; a name of a million letters or an archive that swells stop here.
    private const int MaxBytes = 1 << 26;

    /// <summary>The JSON in UTF-8, or null where the file cannot be used, which is reported.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="shownAs">How messages name it.</param>
    /// <param name="bag">Receives the problem.</param>
    public static byte[]? Read(Stream stream, string shownAs, DiagnosticBag bag)
    {
        if (Bytes(stream) is not { } bytes)
        {
            bag.Add(KerasErrors.TooLarge(shownAs, MaxBytes));
            return null;
        }

        if (GitLfsPointer.Is(bytes))
        {
            bag.Add(SpecErrors.FileUnreadable(shownAs, GitLfsPointer.Reason));
            return null;
        }

        return bytes is [(byte)'P', (byte)'K', ..] ? FromArchive(bytes, shownAs, bag) : WithoutMark(bytes);
    }

    private static byte[]? FromArchive(byte[] bytes, string shownAs, DiagnosticBag bag)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            if (zip.GetEntry("config.json") is not { } entry)
            {
                bag.Add(KerasErrors.NotAModel(SourceSpan.StartOf(shownAs), "the archive", "one of Keras with a config.json", "one without"));
                return null;
            }

            using var config = entry.Open();
            if (Bytes(config) is { } json)
            {
                return json;
            }

            bag.Add(KerasErrors.TooLarge($"{shownAs}/config.json", MaxBytes));
        }
        catch (InvalidDataException error)
        {
            bag.Add(SpecErrors.FileUnreadable(shownAs, error.Message));
        }

        return null;
    }

    private static byte[]? Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        int length;
        while ((length = stream.Read(part)) > 0)
        {
            if (bytes.Length + length > MaxBytes)
            {
                return null;
            }

            bytes.Write(part.AsSpan(0, length));
        }

        return bytes.ToArray();
    }

    // PowerShell's ">" writes a byte order mark, which JSON does not have.
    private static byte[] WithoutMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, .. var rest] ? rest : bytes;
}
