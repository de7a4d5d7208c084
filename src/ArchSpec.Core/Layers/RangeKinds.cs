using System.Text.Json.Nodes;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>The kinds of values that have an upper end, and lists with open places.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<IReadOnlyList<double>> Pair { get; } = new("a list of two numbers", TryPairOfNumbers, () => ListSchema(Type("number"), 2));

    public static ArgumentKind<IReadOnlyList<int?>?> OptionalSizes { get; } = OrNull(new ArgumentKind<IReadOnlyList<int?>>(
        "a list of whole numbers of at least 1 or null", TrySizes, () => ListSchema(AnyOf(IntSchema(1), Type("null")))));

    public static ArgumentKind<double> NumberBetween(double min, double max) => new(
        $"a number from {min} to {max}",
        (YamlValue yaml, out double value) => TryNumber(yaml, out value) && value >= min && value <= max,
        () => BetweenSchema(min, max));

    public static ArgumentKind<IReadOnlyList<double>> Range(double min, double max, bool boundedEnds = true)
    {
        return new($"a number from {min} to {max}, or a list of two{(boundedEnds ? "" : " numbers")}", TryRead, Schema);

        bool TryRead(YamlValue yaml, out IReadOnlyList<double> value) => yaml is YamlList
            ? TryPairOfNumbers(yaml, out value) && (!boundedEnds || value.All(IsInside))
            : TryNumbers(yaml, out value) && IsInside(value[0]);

        bool IsInside(double number) => number >= min && number <= max;

        JsonObject Schema() => AnyOf(BetweenSchema(min, max), ListSchema(boundedEnds ? BetweenSchema(min, max) : Type("number"), 2));
    }

    public static ArgumentKind<IReadOnlyList<double>?> OptionalRange(double min, double max) => OrNull(Range(min, max));

    private static bool TryPairOfNumbers(YamlValue yaml, out IReadOnlyList<double> value) => TryNumbers(yaml, out value) && value.Count == 2;

    private static bool TrySizes(YamlValue yaml, out IReadOnlyList<int?> value)
    {
        var items = yaml is YamlList list ? list.Items : [];
        var read = new int?[items.Length];
        value = read;
        for (var at = 0; at < read.Length; at++)
        {
            if (items[at] is YamlScalar { IsNull: true })
            {
                continue;
            }

            if (!TryInt(items[at], out var size) || size < 1)
            {
                return false;
            }

            read[at] = size;
        }

        return read.Length > 0;
    }

    private static JsonObject BetweenSchema(double min, double max) => new() { ["type"] = "number", ["minimum"] = min, ["maximum"] = max };
}
