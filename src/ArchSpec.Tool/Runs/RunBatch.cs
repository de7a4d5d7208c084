namespace ArchSpec.Tool.Runs;

/// <summary>Rows of one run that a database does not have yet, in their order.</summary>
/// <param name="Run">The run as it stands now.</param>
/// <param name="Epochs">Its epochs that changed; none where only the run's row did.</param>
/// <param name="LastChange">What to mark as sent once the database has them.</param>
public sealed record RunBatch(RunRow Run, IReadOnlyList<EpochRow> Epochs, long LastChange);
