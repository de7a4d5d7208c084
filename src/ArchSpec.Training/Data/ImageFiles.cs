namespace ArchSpec.Training.Data;

/// <summary>Which files and folders of a data set count.</summary>
internal static class ImageFiles
{
    /// <summary>For messages.</summary>
    internal const string Kinds = "jpg, jpeg, jpe, jif, jfif, png, bmp, gif, webp";

    private static readonly HashSet<string> Extensions = new(
        Kinds.Split(", ").Select(kind => "." + kind), StringComparer.OrdinalIgnoreCase);

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    internal static bool IsImage(string file) => Extensions.Contains(Path.GetExtension(file));

    /// <summary>Folders in a folder, in ordinal order of their names; hidden ones are left out.</summary>
    internal static IReadOnlyList<DirectoryInfo> Folders(DirectoryInfo folder) =>
        [.. folder.EnumerateDirectories("*", Everything).Where(IsVisible).OrderBy(info => info.Name, StringComparer.Ordinal)];

    /// <summary>Files in a folder, in ordinal order of their names; hidden ones are left out.</summary>
    internal static IReadOnlyList<FileInfo> Files(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*", Everything).Where(IsVisible).OrderBy(info => info.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Files in a class folder and in the folders in it, as Keras reads them; a link to a folder is not followed, so that a
    /// link to a folder above cannot make a circle.
    /// </summary>
    internal static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder) =>
        Files(folder).Concat(Folders(folder).Where(inner => inner.LinkTarget is null).SelectMany(FilesBelow));

    // macOS leaves __MACOSX beside what its archives hold.
    private static bool IsVisible(FileSystemInfo info) =>
        !info.Name.StartsWith('.') && info.Name != "__MACOSX" && !info.Attributes.HasFlag(FileAttributes.Hidden);
}
