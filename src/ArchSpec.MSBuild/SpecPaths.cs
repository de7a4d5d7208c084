namespace ArchSpec.MSBuild;

/// <summary>Says where files are without the folder that the project happens to lie in, so that a build gives the same everywhere.</summary>
internal static class SpecPaths
{
    /// <summary>Whether a path is a folder or in it.</summary>
    public static bool IsIn(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>The folder that holds all of some files: the project's where they are in it, else the deepest one.</summary>
    public static string CommonFolder(IReadOnlyList<string> files, string projectFolder)
    {
        var folder = files.All(file => IsIn(file, projectFolder)) ? projectFolder : Path.GetDirectoryName(files[0])!;
        while (!files.All(file => IsIn(file, folder)))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    /// <summary>A path relative to a folder, with <c>/</c> on every system.</summary>
    public static string Relative(string path, string folder) =>
        Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
}
