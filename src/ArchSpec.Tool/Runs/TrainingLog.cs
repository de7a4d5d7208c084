using System.Collections.Concurrent;
using ArchSpec.Training.Runs;

namespace ArchSpec.Tool.Runs;

/// <summary>
/// Logs a training run: each epoch goes into the journal of the run folder at its end, and from there, by another thread, to
/// the store. Neither a slow database nor a missing one holds up training.
/// </summary>
/// <param name="store">Where rows are sent.</param>
/// <param name="tell">Takes lines for a person; called on the training thread only.</param>
/// <param name="times">How patient sending is.</param>
public sealed class TrainingLog(IRunStore store, Action<string> tell, ReplicationTimes? times = null)
    : ITrainingObserver, IDisposable
{
    private readonly ConcurrentQueue<string> messages = new();
    private readonly List<EpochRow> unwritten = [];
    private RunLock? folderLock;
    private RunJournal? journal;
    private Replicator? replicator;
    private RunRow? row;

    /// <summary>The plain table that the epochs of a new run go to; one that is resumed stays in its own.</summary>
    public LogTable Table { get; init; } = LogTable.Default;

    /// <inheritdoc/>
    public void OnStart(RunInfo run)
    {
        folderLock = RunLock.Take(run.Directory);
        journal = RunJournal.Create(run.Directory);
        var started = Start(run, journal.Find(run.Id));
        journal.SendTo(store.Description.Key);
        journal.Write(started, []);
        replicator = new Replicator(journal, RunFolders.Beside(run.Directory), store, times ?? new(), messages);
        row = started;
    }

    /// <summary>
    /// A run that is resumed, or begins anew: what the run's row says follows from its epochs, and an epoch that never came
    /// into the run folder (killed between checkpoint and row, or rows removed since) is written now.
    /// </summary>
    public void OnHistory(IReadOnlyList<EpochResult> epochs)
    {
        if (row is null)
        {
            return;
        }

        row = row with { Epochs = 0, BestEpoch = null, BestValAccuracy = null, BestValLoss = null, Updated = UtcTime.Now };
        var written = journal!.Epochs(row.RunId).Select(epoch => epoch.Epoch).ToHashSet();
        unwritten.RemoveAll(epoch => epoch.Epoch > epochs.Count);
        foreach (var ended in epochs.Select(epoch => EpochRow.From(row, epoch)))
        {
            row = row.After(ended);
            if (!written.Contains(ended.Epoch))
            {
                unwritten.Add(ended);
            }
        }

        Save(row);
    }

    /// <inheritdoc/>
    public void OnBatch(BatchProgress progress) => TellMessages();

    /// <inheritdoc/>
    public void OnEpoch(EpochResult epoch)
    {
        if (row is not null)
        {
            var ended = EpochRow.From(row, epoch);
            row = row.After(ended);
            unwritten.Add(ended);
            Save(row);
        }

        TellMessages();
    }

    /// <inheritdoc/>
    public void OnEnd(RunOutcome outcome)
    {
        if (row is null)
        {
            return;
        }

        Save(row = row.After(outcome));
        replicator!.Finish();
        TellMessages();
        TellUnsent(row.Directory);
        Dispose();
    }

    /// <summary>Closes the journal. What has not been sent stays in it.</summary>
    public void Dispose()
    {
        // No second wait where the end of the run has waited: a thread that hangs finds the journal closed, and ends.
        replicator?.Finish();
        journal?.Dispose();
        folderLock?.Dispose();
    }

    private RunRow Start(RunInfo run, RunRow? earlier)
    {
        var started = RunRow.From(run, earlier);
        if (earlier is null)
        {
            return started with { LogTable = Table == LogTable.Default ? null : Table.Name };
        }

        var kept = LogTable.Of(earlier);
        if (Table != LogTable.Default && Table != kept)
        {
            messages.Enqueue($"The run goes on in the log table that it began in, {kept.Name}.");
        }

        return started;
    }

    // A journal that cannot be written now (a full disk) is tried again with the next epoch: rows wait in memory.
    private void Save(RunRow current)
    {
        try
        {
            journal!.Write(current, unwritten);
            unwritten.Clear();
            replicator!.Wake();
        }
        catch (RunStoreException exception)
        {
            messages.Enqueue($"{unwritten.Count} epochs could not be written to the run folder yet. {exception.Message}");
        }
    }

    private void TellUnsent(string folder)
    {
        var unsent = journal!.Unsent(store.Description.Key);
        if (unsent > 0)
        {
            tell($"{unsent} rows of the training log are kept in {folder}; the next run or `dotnet archspec runs sync` sends "
                + $"them to {store.Description}.");
        }
    }

    private void TellMessages()
    {
        while (messages.TryDequeue(out var message))
        {
            tell(message);
        }
    }
}
