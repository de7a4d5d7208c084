namespace ArchSpec.Layers;

/// <summary>Arguments whose numbers have an upper end, and lists with open places.</summary>
public abstract partial class Argument
{
    /// <summary>A number from <paramref name="min"/> up to and including <paramref name="max"/>.</summary>
    public static Argument<double> NumberBetween(string name, string summary, double min, double max, double? defaultValue = null) =>
        new(name, ArgumentKinds.NumberBetween(min, max), defaultValue is null, defaultValue ?? 0, summary);

    /// <summary>A number from <paramref name="min"/> up to and including <paramref name="max"/>, or the two ends of a range.</summary>
    /// <param name="name">Keras's name.</param>
    /// <param name="summary">What it is for, in one line.</param>
    /// <param name="min">The least number.</param>
    /// <param name="max">The largest number.</param>
    /// <param name="boundedEnds">Whether the ends of a range must be from min to max too.</param>
    /// <param name="defaultValues">The number, or the two ends, where nothing is given; none where something has to be.</param>
    public static Argument<IReadOnlyList<double>> Range(
        string name, string summary, double min, double max, bool boundedEnds = true, params double[] defaultValues) =>
        new(name, ArgumentKinds.Range(min, max, boundedEnds), defaultValues.Length == 0, defaultValues, summary);

    /// <summary>A number, the two ends of a range, or nothing.</summary>
    public static Argument<IReadOnlyList<double>?> OptionalRange(string name, string summary, double min, double max) =>
        new(name, ArgumentKinds.OptionalRange(min, max), false, null, summary);

    /// <summary>A list of two numbers.</summary>
    public static Argument<IReadOnlyList<double>> Pair(string name, string summary, double first, double second) =>
        new(name, ArgumentKinds.Pair, false, [first, second], summary);

    /// <summary>The sizes of some dimensions, with null where a size follows from the input, or nothing.</summary>
    public static Argument<IReadOnlyList<int?>?> OptionalDimensions(string name, string summary) =>
        new(name, ArgumentKinds.OptionalDimensions, false, null, summary);
}
