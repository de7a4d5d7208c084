using System.Globalization;
using System.Text.Json.Nodes;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>The kinds of values that have an upper end, or two ends.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<IReadOnlyList<double>> Pair { get; } = new("a list of two numbers", TryPairOfNumbers, () => ListSchema(Type("number"), 2));

    // Made when it is asked for: it needs one of another file, and the order of files is nobody's promise.
    public static ArgumentKind<IReadOnlyList<int?>?> OptionalDimensions => OrNull(Dimensions);

    public static ArgumentKind<double> NumberBetween(double min, double max) => new(
        string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"),
        (YamlValue yaml, out double value) => TryNumber(yaml, out value) && value >= min && value <= max,
        () => BetweenSchema(min, max));

    public static ArgumentKind<IReadOnlyList<double>> Range(double min, double max, bool boundedEnds = true)
    {
        return new(string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}, or a list of two{(boundedEnds ? "" : " numbers")}"), TryRead, Schema);

        bool TryRead(YamlValue yaml, out IReadOnlyList<double> value) => yaml is YamlList
            ? TryPairOfNumbers(yaml, out value) && (!boundedEnds || value.All(IsInside))
            : TryNumbers(yaml, out value) && IsInside(value[0]);

        bool IsInside(double number) => number >= min && number <= max;

        JsonObject Schema() => AnyOf(BetweenSchema(min, max), ListSchema(boundedEnds ? BetweenSchema(min, max) : Type("number"), 2));
    }

    public static ArgumentKind<IReadOnlyList<double>?> OptionalRange(double min, double max) => OrNull(Range(min, max));

    private static bool TryPairOfNumbers(YamlValue yaml, out IReadOnlyList<double> value) => TryNumbers(yaml, out value) && value.Count == 2;

    private static JsonObject BetweenSchema(double min, double max) => new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };
}
