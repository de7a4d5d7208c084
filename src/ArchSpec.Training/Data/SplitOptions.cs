using ArchSpec.Spec;
using ArchSpec.Training.Runs;

namespace ArchSpec.Training.Data;

/// <summary>How validation images are split off where the data folder has none.</summary>
public sealed record SplitOptions
{
    /// <summary>The share of each class that is held out, between 0 and 1, both left out. Default 0.2.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>The fold that is held out instead of a share, or null.</summary>
    public Fold? Fold { get; init; }

    /// <summary>Another seed holds out other images. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Which images a share holds out. Default: of each class as many as it says.</summary>
    public SplitRule Rule { get; init; } = SplitRule.Balanced;

    /// <summary>The same by the rule of the run that weights are of: of what lies beside them in its folder.</summary>
    /// <param name="weights">A weights file, or null.</param>
    public SplitOptions AsTrained(string? weights) => this with { Rule = RunJson.SplitRuleBeside(weights) ?? Rule };

    /// <summary>How a training splits its images.</summary>
    /// <param name="training">What its spec says.</param>
    /// <param name="seed">The seed that the person gave, or null.</param>
    public static SplitOptions Of(TrainingOptions training, int? seed = null) =>
        new() { ValidationFraction = training.ValidationSplit, Seed = seed ?? training.SplitSeed ?? training.Seed, Fold = training.Fold };
}
