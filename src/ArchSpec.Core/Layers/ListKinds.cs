using System.Text.Json.Nodes;
using ArchSpec.Schema;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>The kinds of values that are lists, or may be nothing.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<int> Length { get; } = new("a whole number of at least 1", TryLength, () => AnyOf(IntSchema(1), ListSchema(IntSchema(1), 1)));

    public static ArgumentKind<int?> OptionalLength { get; } = Optional(Length);

    public static ArgumentKind<IReadOnlyList<double>> Numbers { get; } = new(
        "a number or a list of numbers", TryNumbers, () => AnyOf(Type("number"), ListSchema(Type("number"))));

    public static ArgumentKind<IReadOnlyList<double>?> OptionalNumbers { get; } = OrNull(Numbers);

    public static ArgumentKind<Border> Border { get; } = new(
        "a whole number of at least 0, [vertical, horizontal], or [[top, bottom], [left, right]]",
        TryBorder,
        () => AnyOf(IntSchema(0), ListSchema(AnyOf(IntSchema(0), ListSchema(IntSchema(0), 2)), 2)));

    public static ArgumentKind<int?> OptionalInt(int min) => Optional(Int(min));

    public static ArgumentKind<double?> OptionalNumber(double min) => Optional(Number(min, double.PositiveInfinity));

    public static ArgumentKind<string?> OptionalChoice(IReadOnlyList<string> words) => OrNull(Choice(words));

    public static ArgumentKind<IReadOnlyList<int>> Ints(int min)
    {
        return new($"{IntText(min)} or a list of them", TryRead, () => AnyOf(IntSchema(min), ListSchema(IntSchema(min))));

        bool TryRead(YamlValue yaml, out IReadOnlyList<int> values) => TryInts(yaml, out values) && values.All(value => value >= min);
    }

    public static ArgumentKind<IReadOnlyList<int>?> OptionalInts(int min) => OrNull(Ints(min));

    private static bool TryLength(YamlValue yaml, out int value) =>
        TryInt(yaml is YamlList { Items: [var only] } ? only : yaml, out value) && value >= 1;

    private static bool TryInts(YamlValue yaml, out IReadOnlyList<int> values)
    {
        var items = yaml is YamlList list ? list.Items : [yaml];
        var read = new int[items.Length];
        values = read;
        for (var at = 0; at < read.Length; at++)
        {
            if (!TryInt(items[at], out read[at]))
            {
                return false;
            }
        }

        return read.Length > 0;
    }

    private static bool TryNumbers(YamlValue yaml, out IReadOnlyList<double> values)
    {
        var items = yaml is YamlList list ? list.Items : [yaml];
        var read = new double[items.Length];
        values = read;
        for (var at = 0; at < read.Length; at++)
        {
            if (!TryNumber(items[at], out read[at]))
            {
                return false;
            }
        }

        return read.Length > 0;
    }

    private static bool TryBorder(YamlValue yaml, out Border value)
    {
        value = new Border(-1, -1, -1, -1);
        if (TryInt(yaml, out var all))
        {
            value = new Border(all, all, all, all);
        }
        else if (yaml is YamlList { Items: [var vertical, var horizontal] } && TryPair(vertical, out var top, out var bottom) && TryPair(horizontal, out var left, out var right))
        {
            value = new Border(top, bottom, left, right);
        }

        return value is { Top: >= 0, Bottom: >= 0, Left: >= 0, Right: >= 0 };
    }

    private static bool TryPair(YamlValue yaml, out int before, out int behind)
    {
        behind = 0;
        if (yaml is YamlList { Items: [var first, var second] })
        {
            return TryInt(first, out before) & TryInt(second, out behind);
        }

        var read = TryInt(yaml, out before);
        behind = before;
        return read;
    }

    private static ArgumentKind<T?> Optional<T>(ArgumentKind<T> kind)
        where T : struct
    {
        return new($"{kind.Takes}, or null", TryRead, () => AnyOf(kind.Schema(), Type("null")));

        bool TryRead(YamlValue yaml, out T? value)
        {
            value = null;
            if (yaml is YamlScalar { IsNull: true })
            {
                return true;
            }

            var read = kind.TryRead(yaml, out var some);
            value = some;
            return read;
        }
    }

    private static ArgumentKind<T?> OrNull<T>(ArgumentKind<T> kind)
        where T : class
    {
        return new($"{kind.Takes}, or null", TryRead, () => AnyOf(kind.Schema(), Type("null"))) { Explain = kind.Explain, Objects = kind.Objects, Words = kind.Words };

        bool TryRead(YamlValue yaml, out T? value)
        {
            value = null;
            if (yaml is YamlScalar { IsNull: true })
            {
                return true;
            }

            var read = kind.TryRead(yaml, out var some);
            value = some;
            return read;
        }
    }

    // In a block, each item may follow from its parameters.
    private static JsonObject OrExpression(JsonObject items) => AnyOf(items, SpecSchema.Reference("expression"));

    private static JsonObject ListSchema(JsonObject items, int? length = null)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = OrExpression(items), ["minItems"] = length ?? 1 };
        if (length is { } most)
        {
            schema["maxItems"] = most;
        }

        return schema;
    }
}
