using System.Text;

namespace ArchSpec.MSBuild.Outputs;

/// <summary>
/// Writes texts for others to read. A file that has the text already is left alone, so that nothing that depends on it is built again;
/// another is replaced at once, so that an editor or a build beside this one never sees half of it.
/// </summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether the file has this text, but for the kind of its line ends: git may have changed those.</summary>
    public static bool Has(string path, string text) => Read(path) is { } there && there == text;

    /// <summary>The text of a file with <c>\n</c> at line ends; null where there is none.</summary>
    public static string? Read(string path) =>
        File.Exists(path) ? File.ReadAllText(path).Replace("\r\n", "\n", StringComparison.Ordinal) : null;

    /// <summary>Writes a text, where the file does not have it yet.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, string text)
    {
        if (Has(path, text))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
