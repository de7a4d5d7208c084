using ArchSpec.Diagnostics;
using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>How a spec says that its model is trained. Flags of the command line override it.</summary>
public sealed record TrainingOptions
{
    /// <summary>The loss and its arguments, one of <see cref="Losses"/>.</summary>
    public KerasObject Loss { get; init; } = Losses.CategoricalCrossentropy.WithDefaults;

    /// <summary>The optimizer and its arguments, one of <see cref="Optimizers"/>.</summary>
    public KerasObject Optimizer { get; init; } = Optimizers.Adam.WithDefaults;

    /// <summary>Images for each step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The most passes over the training images.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The share of the images that is kept for validation where the data set has no folder for it.</summary>
    public double ValidationSplit { get; init; } = 0.2;

    /// <summary>The seed of initial weights, shuffling, dropout and the split.</summary>
    public int Seed { get; init; }

    /// <summary>When to stop before the last epoch, or null.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>Where the spec declares it, or null where it does not.</summary>
    public SourceSpan? Span { get; init; }
}

/// <summary>When training stops before its last epoch, by Keras's names.</summary>
public sealed record EarlyStoppingOptions
{
    /// <summary>What must get better: <c>val_loss</c>, <c>val_accuracy</c>, <c>loss</c> or <c>accuracy</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>How many epochs it may fail to.</summary>
    public int Patience { get; init; }

    /// <summary>By how much it must get better to count.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether the best epoch's weights come back at the end.</summary>
    public bool RestoreBestWeights { get; init; }
}
