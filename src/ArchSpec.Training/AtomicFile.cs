using System.Text.RegularExpressions;
using ArchSpec.Training.Native;

namespace ArchSpec.Training;

/// <summary>Writes files that are there whole or not at all: under another name in the same folder, then renamed.</summary>
internal static partial class AtomicFile
{
    /// <summary>Writes a file; one that is there is replaced at once, and stays where writing fails.</summary>
    public static void Write(string path, Action<FileStream> write)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderFlush.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes a text as UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, file => file.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Deletes what processes that were killed while they wrote have left in a folder.</summary>
    public static void Sweep(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.tmp").Where(file => Temporary().IsMatch(file)))
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp$")]
    private static partial Regex Temporary();
}
