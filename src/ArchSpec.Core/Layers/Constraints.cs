namespace ArchSpec.Layers;

/// <summary>What weights are projected to after each step of training, as <c>keras.constraints</c>.</summary>
public static class Constraints
{
    /// <summary>The longest norm that <see cref="MaxNorm"/> leaves.</summary>
    public static Argument<double> MaxOfNorm { get; } = Argument.Number("max_value", "longest norm", 0, defaultValue: 2);

    /// <summary>The lower bound of <see cref="MinMaxNorm"/>.</summary>
    public static Argument<double> MinValue { get; } = Argument.Number("min_value", "shortest norm", 0, defaultValue: 0);

    /// <summary>The upper bound of <see cref="MinMaxNorm"/>.</summary>
    public static Argument<double> MaxValue { get; } = Argument.Number("max_value", "longest norm", 0, defaultValue: 1);

    /// <summary>How far <see cref="MinMaxNorm"/> goes at each step.</summary>
    public static Argument<double> Rate { get; } = Argument.Number("rate", "share of the way to the bounds that each step goes", 0, defaultValue: 1);

    /// <summary>Along which axes a norm is taken.</summary>
    public static Argument<IReadOnlyList<int>> Axis { get; } = Argument.Ints("axis", "axes of the weight over which the norm is taken", int.MinValue, 0);

    /// <summary>Norms no longer than a bound.</summary>
    public static KerasObjectType MaxNorm { get; } = new("max_norm", "MaxNorm", [MaxOfNorm, Axis]);

    /// <summary>No value below 0.</summary>
    public static KerasObjectType NonNegative { get; } = new("non_neg", "NonNeg", []);

    /// <summary>Norms of 1.</summary>
    public static KerasObjectType UnitNorm { get; } = new("unit_norm", "UnitNorm", [Axis]);

    /// <summary>Norms between two bounds.</summary>
    public static KerasObjectType MinMaxNorm { get; } = new("min_max_norm", "MinMaxNorm", [MinValue, MaxValue, Rate, Axis]);

    /// <summary>All of them.</summary>
    public static KerasObjectTypes All { get; } = new("a constraint", "keras.constraints", [MaxNorm, NonNegative, UnitNorm, MinMaxNorm]);
}
