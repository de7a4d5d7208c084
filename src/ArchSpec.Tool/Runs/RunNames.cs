using ArchSpec.Diagnostics;

namespace ArchSpec.Tool.Runs;

/// <summary>Finds the run that a person means.</summary>
internal static class RunNames
{
    private const int MostCandidates = 8;

    /// <summary>A run by its folder, by the name of that, the latest of a model, or by the first digits of its id.</summary>
    /// <param name="name">What the person gave.</param>
    /// <param name="runs">Newest first.</param>
    /// <exception cref="RunStoreException">No run, or more than one, goes by that name.</exception>
    public static RunRow Find(string name, IReadOnlyList<RunRow> runs)
    {
        var found = Candidates(name, runs);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RunStoreException(
                $"No run '{name}'{NearName.Suggest(name, Known(runs))}{Rule(name, runs)}"),
            _ => throw new RunStoreException(
                $"'{name}' fits {found.Count} runs; give more digits of an id, or the path of a folder: "
                + string.Join("; ", found.Take(MostCandidates).Select(Describe)) + (found.Count > MostCandidates ? "; …" : "")),
        };
    }

    /// <summary>The last part of a run folder's path.</summary>
    public static string FolderName(RunRow run) => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Directory));

    private static List<RunRow> Candidates(string name, IReadOnlyList<RunRow> runs)
    {
        var isPath = name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        var full = isPath ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(name)) : null;
        var folder = isPath ? Path.GetFileName(full) : name;
        Func<RunRow, bool>[] ways =
        [
            run => full is not null && Path.TrimEndingDirectorySeparator(run.Directory) == full,
            run => FolderName(run) == folder,
            run => run.ModelName.Equals(name, StringComparison.OrdinalIgnoreCase),
            run => name.Length > 0 && run.RunId.StartsWith(name, StringComparison.OrdinalIgnoreCase),
        ];
        foreach (var (way, isModel) in ways.Select((way, i) => (way, i == 2)))
        {
            List<RunRow> found = [.. runs.Where(way)];
            if (found.Count > 0)
            {
                return isModel ? [found[0]] : found;
            }
        }

        return [];
    }

    private static IEnumerable<string> Known(IReadOnlyList<RunRow> runs) =>
        runs.Select(FolderName).Concat(runs.Select(run => run.ModelName)).Distinct();

    // Where a name is suggested, the person knows what names are.
    private static string Rule(string name, IReadOnlyList<RunRow> runs) => NearName.Find(name, Known(runs)) is null
        ? ": give the first digits of an id, the name of a run folder or the name of a model."
        : "";

    private static string Describe(RunRow run) =>
        $"{RunText.ShortId(run)} ({run.ModelName}, {RunText.Time(run.StartTime)}, {run.Directory})";
}
