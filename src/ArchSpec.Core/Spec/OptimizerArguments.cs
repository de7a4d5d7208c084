using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>The arguments that all optimizers of Keras have.</summary>
public static class OptimizerArguments
{
    /// <summary>The share of each weight that a step takes off, times the learning rate; null for none.</summary>
    public static Argument<double?> WeightDecay { get; } =
        Argument.OptionalNumber("weight_decay", "share of each weight that a step takes off, times the learning rate", 0);

    /// <summary>The longest gradient of one weight, or null.</summary>
    public static Argument<double?> ClipNorm { get; } = Argument.OptionalNumber("clipnorm", "longest norm of one weight's gradient", 0);

    /// <summary>The largest value in a gradient, or null.</summary>
    public static Argument<double?> ClipValue { get; } = Argument.OptionalNumber("clipvalue", "largest magnitude in a gradient", 0);

    /// <summary>The longest norm of all gradients together, or null.</summary>
    public static Argument<double?> GlobalClipNorm { get; } = Argument.OptionalNumber("global_clipnorm", "longest norm of all gradients together", 0);

    /// <summary>Whether a moving average of the weights is kept, which they are set to when training ends.</summary>
    public static Argument<bool> UseEma { get; } =
        Argument.Flag("use_ema", "whether a moving average of the weights is kept, which the weights are set to at the end", false);

    /// <summary>The share of the moving average that a step keeps.</summary>
    public static Argument<double> EmaMomentum { get; } =
        Argument.Number("ema_momentum", "share of the moving average that a step keeps", 0, below: 1, defaultValue: 0.99);

    /// <summary>After how many steps the weights are set to their average, or null for at the end alone.</summary>
    public static Argument<int?> EmaOverwriteFrequency { get; } =
        Argument.OptionalInt("ema_overwrite_frequency", "steps after which the weights are set to their moving average");

    /// <summary>What the loss is multiplied with while gradients are computed, or null.</summary>
    public static Argument<double?> LossScaleFactor { get; } =
        Argument.OptionalNumber("loss_scale_factor", "factor of the loss while gradients are computed, above 0");

    /// <summary>Of how many steps' gradients the mean is taken, or null.</summary>
    public static Argument<int?> GradientAccumulationSteps { get; } =
        Argument.OptionalInt("gradient_accumulation_steps", "steps whose mean gradient makes one change", 2);

    /// <summary>All of them, in Keras's positional order.</summary>
    internal static ImmutableArray<Argument> All { get; } =
    [
        WeightDecay, ClipNorm, ClipValue, GlobalClipNorm, UseEma, EmaMomentum, EmaOverwriteFrequency, LossScaleFactor,
        GradientAccumulationSteps,
    ];

    /// <summary>What is wrong with arguments of which each is right; null where nothing is.</summary>
    internal static string? Fault(KerasObject optimizer)
    {
        var given = new List<string>();
        foreach (var clip in new[] { ClipNorm, ClipValue, GlobalClipNorm })
        {
            if (optimizer.Get(clip) is not null)
            {
                given.Add(clip.Name);
            }
        }

        return given.Count > 1 ? $"only one of clipnorm, clipvalue and global_clipnorm may be given, received {string.Join(" and ", given)}"
            : optimizer.Get(LossScaleFactor) is { } factor && factor <= 0 ? $"'loss_scale_factor' must be above 0, received {YamlText.Of(factor)}"
            : optimizer.Type == Optimizers.Ftrl && optimizer.Get(Optimizers.FtrlPower) is var power && power > 0 ? $"'learning_rate_power' must be 0 or below, received {YamlText.Of(power)}"
            : null;
    }
}
