namespace ArchSpec.Tool.Runs;

/// <summary>
/// Removes runs from the store and from disk. Their folders are locked meanwhile, so that no training goes on in one. The store
/// comes first: where it fails the run is still there in its folder, and may be removed again.
/// </summary>
internal sealed class Removal : IDisposable
{
    private readonly IRunStore store;
    private readonly List<(RunRow Run, string? Folder, RunLock? Lock)> parts = [];

    private Removal(IRunStore store) => this.store = store;

    /// <summary>The folders that are at hand.</summary>
    public IReadOnlyList<string> Folders => [.. parts.Select(part => part.Folder).OfType<string>()];

    /// <summary>Takes hold of the runs.</summary>
    /// <param name="store">Where they are recorded.</param>
    /// <param name="catalog">Where their folders are.</param>
    /// <param name="runs">Which.</param>
    /// <param name="force">Also where a run may be alive on another machine.</param>
    /// <exception cref="RunStoreException">One of them is training now.</exception>
    public static Removal Begin(IRunStore store, RunCatalog catalog, IReadOnlyList<RunRow> runs, bool force)
    {
        var removal = new Removal(store);
        try
        {
            foreach (var run in runs)
            {
                removal.Add(run, catalog.FolderOf(run), force);
            }

            return removal;
        }
        catch
        {
            removal.Dispose();
            throw;
        }
    }

    /// <summary>Removes them.</summary>
    /// <param name="folders">Whether the folders go too; else only the rows in their journals.</param>
    /// <param name="tell">Takes a line for each run.</param>
    public void Run(bool folders, Action<string> tell)
    {
        foreach (var (run, folder, _) in parts)
        {
            var elsewhere = folder is null ? [] : OtherDatabases(folder);
            var epochs = store.Remove(run);
            if (folder is not null && folders)
            {
                Directory.Delete(folder, recursive: true);
            }
            else if (folder is not null)
            {
                using var journal = RunJournal.Open(folder);
                journal.Remove(run);
            }

            tell($"Removed {RunText.ShortId(run)} ({run.ModelName}): {epochs} epochs of {store.Description.Kind}"
                + (folders && folder is not null ? $", and {folder}" : "") + ".");
            foreach (var database in elsewhere)
            {
                tell($"Its rows in {database} are still there: {RunStores.Variable} names the database that is changed.");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => parts.ForEach(part => part.Lock?.Dispose());

    private void Add(RunRow run, string? folder, bool force)
    {
        if (run.State == RunState.Running && (folder is not null || !force))
        {
            throw new RunStoreException(folder is not null
                ? $"The run {RunText.ShortId(run)} in {folder} is training now. Stop it first (Ctrl-C)."
                : $"The run {RunText.ShortId(run)} is recorded as running and its folder {run.Directory} is not at hand: it may be "
                    + "training on another machine. --force removes it nevertheless.");
        }

        if (folder is not null && IsAround(folder, Environment.CurrentDirectory))
        {
            throw new RunStoreException($"The run {RunText.ShortId(run)} is in the working folder, {folder}. Go elsewhere first.");
        }

        parts.Add((run, folder, folder is null ? null : RunLock.Take(folder)));
    }

    private string[] OtherDatabases(string folder)
    {
        using var journal = RunJournal.OpenToRead(folder);
        return [.. journal.Destinations().Where(name => name != store.Description.Key)];
    }

    private static bool IsAround(string folder, string inner)
    {
        var relative = Path.GetRelativePath(folder, inner);
        return relative == "." || (relative != ".." && !relative.StartsWith("../", StringComparison.Ordinal) && !Path.IsPathRooted(relative));
    }
}
