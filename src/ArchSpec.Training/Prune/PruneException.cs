namespace ArchSpec.Training.Prune;

/// <summary>A model cannot be pruned as asked; the message says why.</summary>
public class PruneException(string message) : Exception(message);

/// <summary>The person ended a pruning; what it has finished is kept.</summary>
public sealed class PruneInterruptedException() : PruneException("broken off; the same command goes on after the last round that was finished");

/// <summary>No plan keeps a budget; the message says how much is left at least.</summary>
public sealed class BudgetException(string message) : PruneException(message);
