namespace ArchSpec.Tool.Runs;

/// <summary>The runs that are known here: those of the store, and those of the run folders that it may not have yet.</summary>
public sealed class RunCatalog
{
    private readonly IRunStore store;
    private readonly Dictionary<string, string> folders;

    private RunCatalog(
        IRunStore store, IReadOnlyList<RunRow> runs, Dictionary<string, string> folders, IReadOnlyList<string> warnings)
    {
        this.store = store;
        this.folders = folders;
        Runs = runs;
        Warnings = warnings;
    }

    /// <summary>Newest first. The directory of a run whose folder is at hand is where it was found, also where it has been moved.</summary>
    public IReadOnlyList<RunRow> Runs { get; }

    /// <summary>What could not be read, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Reads the store and the journals below a folder. A run that both have is taken as it was changed last.</summary>
    public static RunCatalog Read(IRunStore store, string root)
    {
        var warnings = new List<string>();
        var folders = new Dictionary<string, string>();
        // Journals first: of equally new copies the first is taken, and only a journal knows whether its run is alive.
        var runs = RunFolders.In(root).SelectMany(folder => Try(() => InJournal(folder, folders), warnings)).ToList();
        foreach (var run in Try(store.Runs, warnings))
        {
            runs.Add(folders.ContainsKey(run.RunId) ? run : Elsewhere(run, folders));
        }

        var newest = runs.GroupBy(run => run.RunId).Select(copies => copies.MaxBy(run => run.Updated)!)
            .Select(run => folders.TryGetValue(run.RunId, out var folder) ? run with { Directory = folder } : run)
            .OrderByDescending(run => run.StartTime).ThenBy(run => run.RunId, StringComparer.Ordinal);
        return new(store, [.. newest], folders, warnings);
    }

    /// <summary>The folder of a run where it is at hand: found below the root, or where the run said it would be; or null.</summary>
    public string? FolderOf(RunRow run) => folders.GetValueOrDefault(run.RunId);

    /// <summary>A run by its folder, the first digits of its id, or the latest of a model.</summary>
    /// <exception cref="RunStoreException">No run, or more than one, goes by that name.</exception>
    public RunRow Find(string name) => RunNames.Find(name, Runs);

    /// <summary>The epochs of a run, from its folder where that is at hand.</summary>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public IReadOnlyList<EpochRow> Epochs(RunRow run)
    {
        if (FolderOf(run) is not { } folder)
        {
            return store.Epochs(run.RunId);
        }

        using var journal = RunJournal.OpenToRead(folder);
        return journal.Epochs(run.RunId);
    }

    private static IReadOnlyList<RunRow> InJournal(string folder, Dictionary<string, string> folders)
    {
        using var journal = RunJournal.OpenToRead(folder);
        var runs = journal.Runs();
        foreach (var run in runs)
        {
            folders.TryAdd(run.RunId, folder);
        }

        return [.. runs.Select(run => WithLife(run, folder))];
    }

    // A run of another root: its folder is believed to be its own only where the journal in it says so.
    private static RunRow Elsewhere(RunRow run, Dictionary<string, string> folders)
    {
        try
        {
            if (!RunFolders.IsRun(run.Directory))
            {
                return run;
            }

            using var journal = RunJournal.OpenToRead(run.Directory);
            if (journal.Find(run.RunId) is null)
            {
                return run;
            }

            folders[run.RunId] = Path.GetFullPath(run.Directory);
            return WithLife(run, run.Directory);
        }
        catch (RunStoreException)
        {
            return run;
        }
    }

    private static RunRow WithLife(RunRow run, string folder) =>
        run.State == RunState.Running && !RunLock.IsTaken(folder) ? run with { State = RunState.Interrupted } : run;

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
