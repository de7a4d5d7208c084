namespace ArchSpec.Spec;

/// <summary>The folder tree that a spec's references may not leave, also not through symbolic links.</summary>
internal sealed class SpecFolder(string root)
{
    private readonly string _root = Resolve(Path.GetFullPath(root));

    /// <summary>The absolute path of a reference, or null where it leads out of the tree.</summary>
    public string? Find(string reference, string fromFile)
    {
        var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromFile)!, reference));
        var relative = Path.GetRelativePath(_root, Resolve(full));
        return Path.IsPathRooted(relative) || relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? null
            : full;
    }

    // Links are followed folder by folder, so that one in the middle of a path counts too.
    private static string Resolve(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Resolve(parent), Path.GetFileName(path));
        var entry = Directory.Exists(here) ? (FileSystemInfo)new DirectoryInfo(here) : new FileInfo(here);
        return entry.LinkTarget is null ? here : entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here;
    }
}
