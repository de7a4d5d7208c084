using System.Collections.Immutable;
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

    /// <summary>In which numbers the network computes: <c>float32</c> or <c>bf16</c>.</summary>
    public string Precision { get; init; } = "float32";

    /// <summary>The seed of the split alone, or null for <see cref="Seed"/>: runs of other seeds are judged by the same images then.</summary>
    public int? SplitSeed { get; init; }

    /// <summary>The fold of a cross-validation that is held out, or null where a share of the images is.</summary>
    public Fold? Fold { get; init; }

    /// <summary>When to stop before the last epoch, or null.</summary>
    public EarlyStoppingOptions? EarlyStopping { get; init; }

    /// <summary>When the learning rate is lowered because nothing gets better, or null.</summary>
    public PlateauOptions? ReduceRateOnPlateau { get; init; }

    /// <summary>How much more an image of a class counts, or null where all count alike.</summary>
    public ClassWeightOptions? ClassWeight { get; init; }

    /// <summary>Learning rates of parts of the network; of the patterns that a layer matches the first holds.</summary>
    public ImmutableArray<RateMultiplier> RateMultipliers { get; init; } = [];

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

/// <summary>A part of the images of a cross-validation.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many parts there are, at least 2.</param>
public sealed record Fold(int Number, int Of)
{
    /// <summary>As a spec has it: <c>2/5</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number}/{Of}");

    /// <summary>Reads what <see cref="ToString"/> writes; null where the text is something else.</summary>
    public static Fold? Parse(string text) => text.Split('/') is [var number, var of]
        && int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n)
        && int.TryParse(of, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var k)
        && k >= 2 && n >= 1 && n <= k
            ? new Fold(n, k)
            : null;
}

/// <summary>When the learning rate is lowered, as <c>keras.callbacks.ReduceLROnPlateau</c>.</summary>
public sealed record PlateauOptions
{
    /// <summary>What must get better: <c>val_loss</c>, <c>val_accuracy</c>, <c>loss</c> or <c>accuracy</c>.</summary>
    public string Monitor { get; init; } = "val_loss";

    /// <summary>What the rate is multiplied with.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>How many epochs it may fail to.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>By how much it must get better to count.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>Epochs after a change that are not counted.</summary>
    public int Cooldown { get; init; }

    /// <summary>The lowest rate.</summary>
    public double MinRate { get; init; }
}

/// <summary>How much an image of each class counts in the training loss, as <c>class_weight</c> of Keras's <c>fit</c>.</summary>
/// <param name="Weights">By class name; a class that is not named has 1. Null for <c>balanced</c>: images / (classes · images of the class).</param>
public sealed record ClassWeightOptions(ImmutableArray<KeyValuePair<string, double>>? Weights);

/// <summary>A learning rate of a part of the network.</summary>
/// <param name="Layers">A pattern of layer names or paths, see <see cref="LayerPattern"/>.</param>
/// <param name="Factor">What the optimizer's learning rate is multiplied with for these layers.</param>
/// <param name="Span">Where it stands.</param>
public sealed record RateMultiplier(LayerPattern Layers, double Factor, SourceSpan Span);
