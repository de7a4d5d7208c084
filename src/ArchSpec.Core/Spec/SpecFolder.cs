namespace ArchSpec.Spec;

/// <summary>The folder tree that a spec's references may not leave, also not through symbolic links.</summary>
/// <param name="root">The folder.</param>
public sealed class SpecFolder(string root)
{
    // As Linux does: more links than these are a circle.
    private const int MaxLinks = 40;

    private readonly string? _root = Resolve(Path.GetFullPath(root));

    /// <summary>The absolute path of a reference, or null where it leads out of the tree.</summary>
    /// <param name="reference">A path, relative to the file that has it.</param>
    /// <param name="fromFile">That file.</param>
    public string? Find(string reference, string fromFile)
    {
        if (reference.Contains('\0', StringComparison.Ordinal))
        {
            return null; // no path at all
        }

        var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(fromFile)!, reference));
        return _root is not null && Resolve(full) is { } real && IsInside(_root, real) ? full : null;
    }

    private static bool IsInside(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return !Path.IsPathRooted(relative) && relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    // What the system would open: links are followed part by part, also within the targets of links. Null for a circle.
    private static string? Resolve(string path)
    {
        var at = Path.GetPathRoot(path)!;
        var open = new Stack<string>(Parts(path[at.Length..]));
        for (var links = 0; open.TryPop(out var part);)
        {
            var here = part == ".." ? Path.GetDirectoryName(at) ?? at : Path.Combine(at, part);
            if (new FileInfo(here).LinkTarget is not { } target)
            {
                at = here;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            at = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : at;
            Parts(Path.IsPathRooted(target) ? target[at.Length..] : target).ToList().ForEach(open.Push);
        }

        return at;
    }

    // The last part first, as a stack wants them.
    private static IEnumerable<string> Parts(string path) => path
        .Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
        .Where(part => part != ".")
        .Reverse();
}
