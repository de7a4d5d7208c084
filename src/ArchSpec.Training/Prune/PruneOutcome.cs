namespace ArchSpec.Training.Prune;

/// <summary>How a pruning ended.</summary>
/// <param name="Progress">The model that is to be written, and what became of the channels.</param>
/// <param name="Before">The model as it was given.</param>
/// <param name="After">The smaller model, before any training.</param>
internal sealed record PruneOutcome(PruneProgress Progress, ModelFigures Before, ModelFigures After)
{
    /// <summary>The smaller model after fine-tuning, or null where there was none.</summary>
    public ModelFigures? FineTuned { get; init; }

    /// <summary>The limits of the safe mode that were kept, where they are others than asked for; else null.</summary>
    public SafeLimits? Limits { get; init; }

    /// <summary>What goes because it hardly matters, judged together, or null.</summary>
    public JointReport? Joint { get; init; }

    /// <summary>How early the network could end; empty where that was not asked.</summary>
    public IReadOnlyList<ProbeReport> Truncation { get; init; } = [];

    /// <summary>The layer behind which it could, or null.</summary>
    public string? SuggestedCut { get; init; }

    /// <summary>The least accuracy with which a round is accepted, or null.</summary>
    public double? LeastAccuracy { get; init; }

    /// <summary>The rounds of a loop.</summary>
    public IReadOnlyList<RoundReport> Rounds { get; init; } = [];

    /// <summary>What a person should know besides.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
