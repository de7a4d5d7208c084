namespace ArchSpec.Training.Tests;

/// <summary>Dropout draws from the one generator that a process has: tests of what follows from a seed run by themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
