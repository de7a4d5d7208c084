namespace ArchSpec.Training.Checkpoints;

/// <summary>Where and how often a training writes its checkpoint; it writes one at the end of each epoch besides.</summary>
/// <param name="Path">The file.</param>
/// <param name="Interval">The longest time between two of them: what a kill can lose.</param>
/// <param name="DataFingerprint">The data set's, which a resumed run must have too.</param>
public sealed record CheckpointOptions(string Path, TimeSpan Interval, string DataFingerprint);
