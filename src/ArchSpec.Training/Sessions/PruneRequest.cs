using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Runs;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>What is to be pruned, and how.</summary>
public sealed record PruneRequest
{
    /// <summary>The spec as read.</summary>
    public required SpecDocument Document { get; init; }

    /// <summary>The spec's network.</summary>
    public required Network Network { get; init; }

    /// <summary>The layer types.</summary>
    public required LayerRegistry Registry { get; init; }

    /// <summary>The plugins that layers of the network are of, for the runs of fine-tuning.</summary>
    public IReadOnlyList<RunPlugin> Plugins { get; init; } = [];

    /// <summary>The trained weights.</summary>
    public required string Weights { get; init; }

    /// <summary>The images to measure on, and those to fine-tune, to select and to judge by.</summary>
    public required PruneImages Images { get; init; }

    /// <summary>The new spec.</summary>
    public required string Output { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public bool DryRun { get; init; }

    /// <summary>What may be removed.</summary>
    public PruneMode Mode { get; init; }

    /// <summary>The limits of the safe mode.</summary>
    public SafeLimits Limits { get; init; } = new();

    /// <summary>How small the model shall become, or null.</summary>
    public PruneBudget? Budget { get; init; }

    /// <summary>By how many points of accuracy a round may end below the model as it was given; null for one round without a look at that.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>Epochs of training after each round.</summary>
    public int FinetuneEpochs { get; init; }

    /// <summary>The share of the model's size that a round takes away at first.</summary>
    public double Step { get; init; } = 0.3;

    /// <summary>Images for each step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The version of the tool, for the runs of fine-tuning.</summary>
    public string ToolVersion { get; init; } = "";

    /// <summary>For tests: changes the sliced weights before they are compared.</summary>
    internal Action<IReadOnlyList<(string Name, Tensor Values)>> Tamper { get; init; } = _ => { };

    /// <summary>Whether the three kinds of images must be kept apart.</summary>
    public bool Trains => MaxDrop is not null || FinetuneEpochs > 0;
}

/// <summary>The images of a pruning, by what they are for. Where nothing is trained or selected, all are the same.</summary>
/// <param name="Measured">Channels are measured on them, and the model is trained with them.</param>
/// <param name="Selection">Rounds are accepted or not by them.</param>
/// <param name="Final">The figures of the report are of them.</param>
public sealed record PruneImages(ImageSplit Measured, ImageSplit Selection, ImageSplit Final)
{
    // Its own seed: the training's own would hold out what training held out already.
    // And the rule of the first version, so that a loop that was broken off goes on with the same halves.
    private const long FinalSeed = 0x5e1ec7;

    /// <summary>The same images for all.</summary>
    public static PruneImages Of(ImageSplit all) => new(all, all, all);

    /// <summary>
    /// Kept apart: train, validation and test where the data has such folders; else one half of the validation images is for
    /// selection, and the figures are of the other. What the model was trained with would make its accuracy look better than that
    /// of any that follows.
    /// </summary>
    /// <param name="folder">Opened as for the training, so that no image is judged by which the model was trained.</param>
    public static PruneImages Apart(ImageFolder folder)
    {
        if (folder.Test is { } test)
        {
            return new PruneImages(folder.Train, folder.Validation, test);
        }

        var (selection, final) = HashSplit.Of(folder.Validation, folder.Root, new SplitOptions { ValidationFraction = 0.5, Seed = FinalSeed, Rule = SplitRule.Below });
        return new PruneImages(folder.Train, selection with { Name = "selection" }, final with { Name = "final" });
    }
}
