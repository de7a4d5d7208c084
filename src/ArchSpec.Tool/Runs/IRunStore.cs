namespace ArchSpec.Tool.Runs;

/// <summary>
/// A place that keeps the rows of training runs. Each call opens its own connection, so a store may be used from several
/// threads and outlives an outage. Whatever goes wrong is a <see cref="RunStoreException"/>.
/// </summary>
public interface IRunStore
{
    /// <summary>Which database this is.</summary>
    DatabaseDescription Description { get; }

    /// <summary>Makes sure that rows could be written, and says what answers; throws where they could not.</summary>
    string Probe(TimeSpan timeout);

    /// <summary>
    /// Writes a run and epochs of it in one transaction, and makes the tables where they are missing. Written again, the
    /// same rows replace themselves: each epoch is in each table once, however often it is sent.
    /// </summary>
    /// <returns>False where nothing was written, since the run was removed from here after this copy of it was made.</returns>
    bool Write(RunRow run, IReadOnlyList<EpochRow> epochs);

    /// <summary>All runs, newest first; none where the tables do not exist yet.</summary>
    IReadOnlyList<RunRow> Runs();

    /// <summary>The epochs of a run, in order; none where it is not known here.</summary>
    IReadOnlyList<EpochRow> Epochs(string runId);

    /// <summary>Removes a run's rows from all tables, and none else. A copy of the run that is sent later is not written.</summary>
    /// <returns>How many epochs of it were here.</returns>
    int Remove(RunRow run);
}
