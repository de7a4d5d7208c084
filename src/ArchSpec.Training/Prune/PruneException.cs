namespace ArchSpec.Training.Prune;

/// <summary>A model cannot be pruned, or its pruned form is not what it must be; nothing has been written.</summary>
public sealed class PruneException(string message) : Exception(message);
