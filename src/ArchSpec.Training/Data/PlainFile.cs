namespace ArchSpec.Training.Data;

/// <summary>What can be known of a file without opening it: a pipe would be waited for, and a device may have no end.</summary>
internal static class PlainFile
{
    /// <summary>Whether a file, behind links, has a length of 0: it is empty, or is none.</summary>
    public static bool HasNoLength(string path)
    {
        var file = new FileInfo(path);
        var read = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return read is { Exists: true, Length: 0 };
    }
}
