namespace ArchSpec.Tool.Runs;

/// <summary>Copies what a journal has and a store has not, in order.</summary>
public static class Sender
{
    /// <summary>
    /// Sends until the store has everything. The note that rows are sent follows their commit, so a crash between the two
    /// sends them again, and the store finds them by their key.
    /// </summary>
    /// <returns>How many epochs were sent; none of a run that was removed from the store.</returns>
    /// <exception cref="RunStoreException">What was sent until then is noted; the rest stays in the journal.</exception>
    public static int Send(RunJournal journal, IRunStore store)
    {
        var destination = store.Description.Key;
        var sent = 0;
        while (journal.Next(destination) is { } batch)
        {
            sent += store.Write(batch.Run, batch.Epochs) ? batch.Epochs.Count : 0;
            journal.MarkSent(destination, batch.LastChange);
        }

        return sent;
    }
}
