namespace ArchSpec.Tool.Runs;

/// <summary>The runs that are known here: those of the store, and those of the run folders that it may not have yet.</summary>
public sealed class RunCatalog
{
    private RunCatalog(IReadOnlyList<RunRow> runs, IReadOnlyList<string> warnings)
    {
        Runs = runs;
        Warnings = warnings;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RunRow> Runs { get; }

    /// <summary>What could not be read, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the store and the journals below a folder. A run that both have is taken as it was changed last.</summary>
    public static RunCatalog Read(IRunStore store, string root)
    {
        var warnings = new List<string>();
        // Journals first: of equally new copies the first is taken, and only a journal knows whether its run is alive.
        var runs = RunFolders.In(root).SelectMany(folder => Try(() => InJournal(folder), warnings)).ToList();
        runs.AddRange(Try(store.Runs, warnings));

        var newest = runs.GroupBy(run => run.RunId).Select(copies => copies.MaxBy(run => run.Updated)!)
            .OrderByDescending(run => run.StartTime).ThenBy(run => run.RunId, StringComparer.Ordinal);
        return new([.. newest], warnings);
    }

    /// <summary>A run by the first digits of its id, by the name of its folder, or the latest of a model.</summary>
    /// <exception cref="RunStoreException">No run, or more than one, goes by that name.</exception>
    public RunRow Find(string name)
    {
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
        var found = Runs.Where(run => Path.GetFileName(Path.TrimEndingDirectorySeparator(run.Directory)) == folder).ToList();
        if (found.Count == 0)
        {
            found = [.. Runs.Where(run => run.ModelName.Equals(name, StringComparison.OrdinalIgnoreCase)).Take(1)];
        }

        if (found.Count == 0)
        {
            found = [.. Runs.Where(run => run.RunId.StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw new RunStoreException(
                $"No run '{name}': give the first digits of an id, the name of a run folder or the name of a model."),
            _ => throw new RunStoreException(
                $"'{name}' fits {found.Count} runs: {string.Join(", ", found.Select(run => run.RunId[..12]))}"),
        };
    }

    private static IReadOnlyList<RunRow> InJournal(string folder)
    {
        using var journal = RunJournal.Open(folder);
        var alive = RunLock.IsTaken(folder);
        return [.. journal.Runs().Select(run => run.State == RunState.Running && !alive
            ? run with { State = RunState.Interrupted }
            : run)];
    }

    private static IReadOnlyList<RunRow> Try(Func<IReadOnlyList<RunRow>> read, List<string> warnings)
    {
        try
        {
            return read();
        }
        catch (RunStoreException exception)
        {
            warnings.Add(exception.Message);
            return [];
        }
    }
}
