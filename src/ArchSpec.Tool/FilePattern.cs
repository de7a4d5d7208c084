using System.IO.Enumeration;

namespace ArchSpec.Tool;

/// <summary>
/// A path with wildcards, such as <c>models/*.yaml</c>: <c>*</c> and <c>?</c> are within a name, and <c>**</c> is any folders. A Unix shell
/// replaces it with the files; cmd and PowerShell leave that to the program.
/// </summary>
internal sealed class FilePattern
{
    private readonly string[] _names;
    private readonly char _separator;

    private FilePattern(string text)
    {
        _names = text.Split(OperatingSystem.IsWindows() ? ['/', '\\'] : ['/']);
        _separator = text.Contains('/', StringComparison.Ordinal) ? '/' : Path.DirectorySeparatorChar;
    }

    /// <summary>The files, and folders, that paths name: those that a pattern matches in its place, in the order of their names.</summary>
    /// <exception cref="FileNotFoundException">A pattern matches nothing.</exception>
    public static IEnumerable<string> Expand(IEnumerable<string> paths) => paths.SelectMany(Expand);

    private static IEnumerable<string> Expand(string path)
    {
        if (!HasWildcard(path) || Path.Exists(path))
        {
            return [path];
        }

        var found = new FilePattern(path).Below("", 0).Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new FileNotFoundException($"no file matches '{path}'");
    }

    private static bool HasWildcard(string name) => name.AsSpan().IndexOfAny('*', '?') >= 0;

    // What a folder, with a separator at its end or empty for the working folder, has for the pattern from one of its names on.
    private IEnumerable<string> Below(string folder, int at)
    {
        var (name, isLast) = (_names[at], at == _names.Length - 1);
        if (name == "**" && !isLast)
        {
            return Folders(folder).Prepend(folder).SelectMany(inner => Below(inner, at + 1));
        }

        var found = (HasWildcard(name) ? Entries(folder).Where(entry => Matches(name, entry)) : [name]).Select(entry => folder + entry);
        return isLast
            ? found.Where(Path.Exists)
            : found.Select(entry => entry + _separator).Where(Directory.Exists).SelectMany(inner => Below(inner, at + 1));
    }

    private IEnumerable<string> Folders(string folder) => Entries(folder).Where(entry => entry[0] != '.').Select(entry => folder + entry)
        .Where(entry => Directory.Exists(entry) && new DirectoryInfo(entry).LinkTarget is null)
        .Select(entry => entry + _separator).SelectMany(inner => Folders(inner).Prepend(inner));

    private static IEnumerable<string> Entries(string folder) =>
        Directory.EnumerateFileSystemEntries(folder.Length == 0 ? "." : folder).Select(entry => Path.GetFileName(entry));

    // As in a shell, hidden names are matched by those alone that begin with a dot.
    private static bool Matches(string pattern, string name) =>
        (name[0] != '.' || pattern[0] == '.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: OperatingSystem.IsWindows());
}
