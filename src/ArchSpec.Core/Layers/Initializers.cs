using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>
/// How weights get their first values, as <c>keras.initializers</c>. Where a formula needs them, a kernel of shape (…, in, out)
/// has fan_in = in · receptive field and fan_out = out · receptive field.
/// </summary>
public static class Initializers
{
    /// <summary>The value of <see cref="Constant"/>.</summary>
    public static Argument<double> Value { get; } = Argument.Number("value", "the value of each weight", double.NegativeInfinity, defaultValue: 0);

    /// <summary>The mean of a normal distribution.</summary>
    public static Argument<double> Mean { get; } = Argument.Number("mean", "mean of the distribution", double.NegativeInfinity, defaultValue: 0);

    /// <summary>The standard deviation of a normal distribution.</summary>
    public static Argument<double> StandardDeviation { get; } = Argument.Number("stddev", "standard deviation of the distribution", 0, defaultValue: 0.05);

    /// <summary>The lower end of <see cref="RandomUniform"/>.</summary>
    public static Argument<double> MinValue { get; } = Argument.Number("minval", "lower end of the distribution", double.NegativeInfinity, defaultValue: -0.05);

    /// <summary>The upper end of <see cref="RandomUniform"/>.</summary>
    public static Argument<double> MaxValue { get; } = Argument.Number("maxval", "upper end of the distribution", double.NegativeInfinity, defaultValue: 0.05);

    /// <summary>The seed of this weight's values; null for the run's.</summary>
    public static Argument<int?> Seed { get; } = Argument.OptionalInt("seed", "seed of these values alone; the run's where it is not given", int.MinValue);

    /// <summary>The factor of <see cref="VarianceScaling"/>.</summary>
    public static Argument<double> Scale { get; } = Argument.Number("scale", "factor of the variance", 0, defaultValue: 1);

    /// <summary>What <see cref="VarianceScaling"/> divides the variance by.</summary>
    public static Argument<string> Mode { get; } = Argument.Choice("mode", "what the variance is divided by", ["fan_in", "fan_out", "fan_avg"], "fan_in");

    /// <summary>The distribution of <see cref="VarianceScaling"/>.</summary>
    public static Argument<string> Distribution { get; } = Argument.Choice(
        "distribution", "the distribution's form", ["truncated_normal", "untruncated_normal", "uniform"], "truncated_normal");

    /// <summary>The factor of <see cref="Orthogonal"/> and <see cref="Identity"/>.</summary>
    public static Argument<double> Gain { get; } = Argument.Number("gain", "factor of the matrix", double.NegativeInfinity, defaultValue: 1);

    /// <summary>All 0.</summary>
    public static KerasObjectType Zeros { get; } = new("zeros", "Zeros", []) { Aliases = ["zero"] };

    /// <summary>All 1.</summary>
    public static KerasObjectType Ones { get; } = new("ones", "Ones", []) { Aliases = ["one"] };

    /// <summary>All the same number.</summary>
    public static KerasObjectType Constant { get; } = new("constant", "Constant", [Value]);

    /// <summary>Normal.</summary>
    public static KerasObjectType RandomNormal { get; } = new("random_normal", "RandomNormal", [Mean, StandardDeviation, Seed]) { Aliases = ["normal"] };

    /// <summary>Uniform.</summary>
    public static KerasObjectType RandomUniform { get; } = new("random_uniform", "RandomUniform", [MinValue, MaxValue, Seed]) { Aliases = ["uniform"] };

    /// <summary>Normal, drawn again beyond two standard deviations.</summary>
    public static KerasObjectType TruncatedNormal { get; } = new("truncated_normal", "TruncatedNormal", [Mean, StandardDeviation, Seed]);

    /// <summary>A distribution whose variance is scale divided by a fan (He et al. 2015).</summary>
    public static KerasObjectType VarianceScaling { get; } = new("variance_scaling", "VarianceScaling", [Scale, Mode, Distribution, Seed]);

    /// <summary>Uniform within ±sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010).</summary>
    public static KerasObjectType GlorotUniform { get; } = new("glorot_uniform", "GlorotUniform", [Seed]);

    /// <summary>Truncated normal of variance 2 / (fan_in + fan_out) (Glorot and Bengio 2010).</summary>
    public static KerasObjectType GlorotNormal { get; } = new("glorot_normal", "GlorotNormal", [Seed]);

    /// <summary>Uniform within ±sqrt(6 / fan_in) (He et al. 2015).</summary>
    public static KerasObjectType HeUniform { get; } = new("he_uniform", "HeUniform", [Seed]);

    /// <summary>Truncated normal of variance 2 / fan_in (He et al. 2015).</summary>
    public static KerasObjectType HeNormal { get; } = new("he_normal", "HeNormal", [Seed]);

    /// <summary>Uniform within ±sqrt(3 / fan_in) (LeCun et al. 1998).</summary>
    public static KerasObjectType LecunUniform { get; } = new("lecun_uniform", "LecunUniform", [Seed]);

    /// <summary>Truncated normal of variance 1 / fan_in (LeCun et al. 1998).</summary>
    public static KerasObjectType LecunNormal { get; } = new("lecun_normal", "LecunNormal", [Seed]);

    /// <summary>An orthogonal matrix (Saxe et al. 2014).</summary>
    public static KerasObjectType Orthogonal { get; } = new("orthogonal", "Orthogonal", [Gain, Seed]) { Aliases = ["OrthogonalInitializer"] };

    /// <summary>The identity matrix, for weights of two dimensions.</summary>
    public static KerasObjectType Identity { get; } = new("identity", "Identity", [Gain]) { Aliases = ["IdentityInitializer"] };

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("an initializer", "keras.initializers",
    [
        Zeros, Ones, Constant, RandomNormal, RandomUniform, TruncatedNormal, VarianceScaling, GlorotUniform, GlorotNormal, HeUniform,
        HeNormal, LecunUniform, LecunNormal, Orthogonal, Identity,
    ]);
}
