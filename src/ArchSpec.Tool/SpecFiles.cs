using ArchSpec.Spec;

namespace ArchSpec.Tool;

/// <summary>The specs that a person names: files, patterns, and folders with all that is below them.</summary>
internal static class SpecFiles
{
    /// <summary>
    /// Every spec, once. In a folder these are the files of .yaml and .yml, at any depth, that say <c>archspec:</c> at the beginning of a line: other
    /// tools have YAML too. Links and what begins with a dot are left out there.
    /// </summary>
    /// <exception cref="FileNotFoundException">A pattern matches nothing, or a folder has no spec.</exception>
    public static string[] Of(IEnumerable<string> given) =>
        [.. FilePattern.Expand(given).SelectMany(path => Directory.Exists(path) ? Below(path) : [path]).DistinctBy(Path.GetFullPath)];

    private static List<string> Below(string folder)
    {
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden };
        var specs = Directory.EnumerateFiles(folder, "*", all).Where(IsSpec).Order(StringComparer.Ordinal).ToList();
        return specs.Count > 0 ? specs
            : throw new FileNotFoundException($"there is no spec in '{folder}'; a spec is a .yaml or .yml file with a line 'archspec: 1'");
    }

    private static bool IsSpec(string file) =>
        Path.GetExtension(file).ToUpperInvariant() is ".YAML" or ".YML" && PlainFile.OtherThanFile(file) is null && File.ReadLines(file).Any(line => line.StartsWith("archspec:", StringComparison.Ordinal));
}
