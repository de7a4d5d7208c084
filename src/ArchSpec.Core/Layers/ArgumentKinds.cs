using System.Globalization;
using System.Text.Json.Nodes;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>Reads one kind of value; false where <paramref name="yaml"/> is not of the kind.</summary>
internal delegate bool ValueReader<T>(YamlValue yaml, out T value);

/// <summary>Describes values to editors. Not a Func, which would load System.Text.Json for each command that reads a spec.</summary>
internal delegate JsonObject SchemaWriter();

/// <summary>A kind of value: how it is read, named in messages, and described to editors.</summary>
internal sealed record ArgumentKind<T>(string Takes, ValueReader<T> TryRead, SchemaWriter Schema)
{
    /// <summary>Says what is wrong inside of a value that has parts; false where there is no more to say than what is taken.</summary>
    public Func<YamlValue, DiagnosticBag, bool>? Explain { get; init; }

    /// <summary>The objects that a value may be, where it is one.</summary>
    public KerasObjectTypes? Objects { get; init; }

    /// <summary>The words that a value may be, where it is one of some.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>The kinds of values that arguments take.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<bool> Flag { get; } = new("true or false", TryFlag, () => Type("boolean"));

    public static ArgumentKind<Size2D> Size { get; } =
        new("a whole number of at least 1 or a list of two", TrySize, () => AnyOf(IntSchema(1), PairSchema()));

    public static ArgumentKind<Size2D?> OptionalSize { get; } = new(
        "a whole number of at least 1, a list of two, or null", TryOptionalSize, () => AnyOf(IntSchema(1), PairSchema(), Type("null")));

    public static ArgumentKind<int> Int(int min) =>
        new(IntText(min), (YamlValue yaml, out int value) => TryInt(yaml, out value) && value >= min, () => IntSchema(min));

    public static ArgumentKind<double> Number(double min, double below)
    {
        var takes = NumberText(min) + (double.IsInfinity(below) ? "" : string.Create(CultureInfo.InvariantCulture, $" and below {below}"));
        return new(takes, (YamlValue yaml, out double value) => TryNumber(yaml, out value) && value >= min && value < below, Schema);

        JsonObject Schema()
        {
            var schema = NumberSchema(min);
            if (!double.IsInfinity(below))
            {
                schema["exclusiveMaximum"] = below;
            }

            return schema;
        }
    }

    public static ArgumentKind<string> Choice(IReadOnlyList<string> words)
    {
        return new($"one of {string.Join(", ", words)}", TryWord, () => new JsonObject { ["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) }) { Words = words };

        bool TryWord(YamlValue yaml, out string value)
        {
            value = (yaml as YamlScalar)?.Text ?? "";
            return words.Contains(value);
        }
    }

    public static bool TryInt(YamlValue yaml, out int value)
    {
        value = 0;
        return yaml is YamlScalar { Quoted: false } scalar
            && !HasLeadingZero(scalar.Text.TrimStart('-', '+'))
            && int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    // 010 is 8 in YAML 1.1 and 10 in YAML 1.2: it is no number here.
    private static bool HasLeadingZero(string digits) => digits.Length > 1 && digits[0] == '0';

    public static bool TryNumber(YamlValue yaml, out double value)
    {
        value = 0;
        return yaml is YamlScalar { Quoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && double.IsFinite(value);
    }

    public static bool TryFlag(YamlValue yaml, out bool value)
    {
        var text = yaml is YamlScalar { Quoted: false } scalar ? scalar.Text : "";
        value = text is "true" or "True" or "TRUE";
        return value || text is "false" or "False" or "FALSE";
    }

    private static bool TrySize(YamlValue yaml, out Size2D value)
    {
        value = default;
        if (TryInt(yaml, out var both))
        {
            value = new Size2D(both, both);
        }
        else if (yaml is YamlList { Items.Length: 2 } list && TryInt(list.Items[0], out var height) && TryInt(list.Items[1], out var width))
        {
            value = new Size2D(height, width);
        }

        return value is { Height: >= 1, Width: >= 1 };
    }

    private static bool TryOptionalSize(YamlValue yaml, out Size2D? value)
    {
        value = null;
        if (yaml is YamlScalar { IsNull: true })
        {
            return true;
        }

        var read = TrySize(yaml, out var size);
        value = size;
        return read;
    }

    private static JsonObject Type(string name) => new() { ["type"] = name };

    private static string IntText(int min) => min == int.MinValue ? "a whole number" : string.Create(CultureInfo.InvariantCulture, $"a whole number of at least {min}");

    private static string NumberText(double min) => double.IsInfinity(min) ? "a number" : string.Create(CultureInfo.InvariantCulture, $"a number of at least {min}");

    private static JsonObject IntSchema(int min)
    {
        var schema = Type("integer");
        if (min != int.MinValue)
        {
            schema["minimum"] = min;
        }

        return schema;
    }

    private static JsonObject NumberSchema(double min)
    {
        var schema = Type("number");
        if (!double.IsInfinity(min))
        {
            schema["minimum"] = min;
        }

        return schema;
    }

    private static JsonObject PairSchema() =>
        new() { ["type"] = "array", ["items"] = OrExpression(IntSchema(1)), ["minItems"] = 2, ["maxItems"] = 2 };

    private static JsonObject AnyOf(params JsonObject[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };
}
