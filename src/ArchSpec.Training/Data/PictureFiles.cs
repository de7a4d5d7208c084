namespace ArchSpec.Training.Data;

/// <summary>Pictures that a person named, one by one or by their folders, without classes.</summary>
public static class PictureFiles
{
    /// <summary>
    /// Every file that was named, and every picture in a folder and the folders in it (hidden ones are passed over, links to
    /// folders not followed); each once, in ordinal order of their paths.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <returns>Paths that begin as they were given.</returns>
    /// <exception cref="DataException">One is not there, or a folder has no pictures or cannot be read; all are named.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paths)
    {
        var missing = paths.Where(path => !File.Exists(path) && !Directory.Exists(path)).ToList();
        if (missing.Count > 0)
        {
            throw new DataException($"There is no such file or folder: {Words.List(missing)}.");
        }

        var files = paths.Select(path => (Path: path, Files: Directory.Exists(path) ? Below(path) : [path])).ToList();
        var empty = files.Where(pair => pair.Files.Count == 0).Select(pair => pair.Path).ToList();
        if (empty.Count > 0)
        {
            throw new DataException($"There are no pictures ({ImageFiles.Kinds}) in {Words.List(empty)}.");
        }

        return [.. files.SelectMany(pair => pair.Files).DistinctBy(Path.GetFullPath).Order(StringComparer.Ordinal)];
    }

    // A folder that was given with '/' has it in all of the path: on Windows too, where .NET would go on with '\'.
    private static string OneSeparator(string folder, string path) =>
        folder.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : path.Replace(Path.DirectorySeparatorChar, '/');

    private static List<string> Below(string folder)
    {
        try
        {
            var root = Path.GetFullPath(folder);
            return [.. ImageFiles.FilesBelow(new DirectoryInfo(root)).Where(file => ImageFiles.IsImage(file.Name))
                .Select(file => OneSeparator(folder, Path.Combine(folder, Path.GetRelativePath(root, file.FullName))))];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new DataException($"Folder '{folder}' cannot be read ({e.Message})", e);
        }
    }
}
