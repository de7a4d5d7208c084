namespace ArchSpec.Tool.Runs;

/// <summary>Finds the run folders, by the journal in them.</summary>
public static class RunFolders
{
    /// <summary>Where runs are kept by default, in the working folder.</summary>
    public const string DefaultRoot = "runs";

    /// <summary>Run folders in a folder that holds many, or the folder itself where it is one; in order of their names.</summary>
    public static IReadOnlyList<string> In(string folder)
    {
        if (IsRun(folder))
        {
            return [Path.GetFullPath(folder)];
        }

        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Where(IsRun).Select(Path.GetFullPath).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The run folders beside one, which is not among them.</summary>
    public static IReadOnlyList<string> Beside(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetDirectoryName(full) is { } parent && !IsRun(parent)
            ? [.. In(parent).Where(other => other != full)]
            : [];
    }

    /// <summary>True for a folder that has a journal.</summary>
    public static bool IsRun(string folder) => File.Exists(Path.Combine(folder, RunJournal.FileName));
}
