using System.Globalization;
using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>How the learning rate follows from the number of steps so far, as <c>keras.optimizers.schedules</c>.</summary>
public static class Schedules
{
    /// <summary>The rate of the first step.</summary>
    public static Argument<double> Initial { get; } = Argument.Number("initial_learning_rate", "rate of the first step", 0);

    /// <summary>The steps that a decay takes.</summary>
    public static Argument<double> DecaySteps { get; } = Argument.Number("decay_steps", "steps that the decay takes", 1);

    /// <summary>The factor of <see cref="ExponentialDecay"/> and <see cref="InverseTimeDecay"/>.</summary>
    public static Argument<double> DecayRate { get; } = Argument.Number("decay_rate", "how strongly the rate decays", 0);

    /// <summary>Whether the rate falls in stairs.</summary>
    public static Argument<bool> Staircase { get; } = Argument.Flag("staircase", "whether the rate falls only after every decay_steps", false);

    /// <summary>The last step of each rate of <see cref="PiecewiseConstantDecay"/> but the last rate.</summary>
    public static Argument<IReadOnlyList<int>> Boundaries { get; } = Argument.Ints("boundaries", "last step of each rate but the last", 0);

    /// <summary>The rates of <see cref="PiecewiseConstantDecay"/>.</summary>
    public static Argument<IReadOnlyList<double>> Values { get; } = Argument.Numbers("values", "the rates, one more than there are boundaries");

    /// <summary>The rate where <see cref="PolynomialDecay"/> ends.</summary>
    public static Argument<double> End { get; } = Argument.Number("end_learning_rate", "rate at the end", 0, defaultValue: 0.0001);

    /// <summary>The exponent of <see cref="PolynomialDecay"/>.</summary>
    public static Argument<double> Power { get; } = Argument.Number("power", "power of the share of the steps that are left", 0, defaultValue: 1);

    /// <summary>Whether <see cref="PolynomialDecay"/> begins anew.</summary>
    public static Argument<bool> Cycle { get; } = Argument.Flag("cycle", "whether it begins anew, over ever more steps", false);

    /// <summary>The least share of the rate that a cosine leaves.</summary>
    public static Argument<double> Alpha { get; } = Argument.Number("alpha", "least rate, as a share of the first", 0, defaultValue: 0);

    /// <summary>The rate at the end of the warm-up of <see cref="CosineDecay"/>, or null for no warm-up.</summary>
    public static Argument<double?> WarmupTarget { get; } = Argument.OptionalNumber("warmup_target", "rate at the end of a linear warm-up", 0);

    /// <summary>The steps of the warm-up.</summary>
    public static Argument<double> WarmupSteps { get; } = Argument.Number("warmup_steps", "steps of the warm-up", 0, defaultValue: 0);

    /// <summary>The steps of the first period of <see cref="CosineDecayRestarts"/>.</summary>
    public static Argument<double> FirstDecaySteps { get; } = Argument.Number("first_decay_steps", "steps of the first period", 1);

    /// <summary>How much longer each period is than the one before.</summary>
    public static Argument<double> PeriodFactor { get; } = Argument.Number("t_mul", "length of a period over that of the one before", 1, defaultValue: 2);

    /// <summary>How much lower each period starts than the one before.</summary>
    public static Argument<double> RateFactor { get; } = Argument.Number("m_mul", "first rate of a period over that of the one before", 0, defaultValue: 1);

    /// <summary>initial · rate^(step / steps).</summary>
    public static KerasObjectType ExponentialDecay { get; } = Named("ExponentialDecay", Initial, DecaySteps, DecayRate, Staircase);

    /// <summary>One rate after the other.</summary>
    public static KerasObjectType PiecewiseConstantDecay { get; } = Named("PiecewiseConstantDecay", Boundaries, Values);

    /// <summary>(initial − end) · (1 − step / steps)^power + end.</summary>
    public static KerasObjectType PolynomialDecay { get; } = Named("PolynomialDecay", Initial, DecaySteps, End, Power, Cycle);

    /// <summary>initial / (1 + rate · step / steps).</summary>
    public static KerasObjectType InverseTimeDecay { get; } = Named("InverseTimeDecay", Initial, DecaySteps, DecayRate, Staircase);

    /// <summary>Half a cosine, from 1 to alpha, after an optional warm-up (Loshchilov and Hutter 2016).</summary>
    public static KerasObjectType CosineDecay { get; } = Named("CosineDecay", Initial, DecaySteps, Alpha, WarmupTarget, WarmupSteps);

    /// <summary>Half cosines, each longer than the one before (Loshchilov and Hutter 2016).</summary>
    public static KerasObjectType CosineDecayRestarts { get; } =
        Named("CosineDecayRestarts", Initial, FirstDecaySteps, PeriodFactor, RateFactor, Alpha);

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("a schedule", "keras.optimizers.schedules",
        [ExponentialDecay, PiecewiseConstantDecay, PolynomialDecay, InverseTimeDecay, CosineDecay, CosineDecayRestarts]);

    /// <summary>What is wrong with arguments of which each is right; null where nothing is.</summary>
    internal static string? Fault(KerasObject schedule)
    {
        if (schedule.Type != PiecewiseConstantDecay)
        {
            return null;
        }

        var (boundaries, values) = (schedule.Get(Boundaries), schedule.Get(Values));
        for (var at = 1; at < boundaries.Count; at++)
        {
            if (boundaries[at] <= boundaries[at - 1])
            {
                return string.Create(CultureInfo.InvariantCulture, $"each of 'boundaries' must be above the one before, received {boundaries[at]} after {boundaries[at - 1]}");
            }
        }

        return values.Count == boundaries.Count + 1
            ? null
            : $"'values' must be one more than 'boundaries', received {values.Count} values and {boundaries.Count} boundaries";
    }

    private static KerasObjectType Named(string name, params Argument[] arguments) => new(name, name, [.. arguments]);
}
