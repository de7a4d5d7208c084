namespace ArchSpec.Training.Data;

/// <summary>How validation images are split off where the data folder has none.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of each class that is held out, between 0 and 1, both left out. Default 0.2.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Another seed holds out other images. Default 0.</summary>
    public long Seed { get; init; }
}
