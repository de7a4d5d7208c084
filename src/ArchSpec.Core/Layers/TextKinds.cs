using System.Text.Json.Nodes;
using ArchSpec.Yaml;

namespace ArchSpec.Layers;

/// <summary>The kinds of values that an equation and its dimensions are.</summary>
internal static partial class ArgumentKinds
{
    public static ArgumentKind<string> Text { get; } = new("a text", TryText, () => Type("string"));

    public static ArgumentKind<string?> OptionalText { get; } = OrNull(Text);

    public static ArgumentKind<int> LastAxis { get; } = new("-1, the last axis", TryLastAxis, () => new JsonObject { ["enum"] = new JsonArray(-1) });

    public static ArgumentKind<IReadOnlyList<int?>> Dimensions { get; } = new(
        "a whole number of at least 1, or a list of such numbers and null",
        TryDimensions,
        () => AnyOf(IntSchema(1), ListSchema(AnyOf(IntSchema(1), Type("null")))));

    private static bool TryText(YamlValue yaml, out string value)
    {
        value = yaml is YamlScalar { IsNull: false } scalar ? scalar.Text : "";
        return value.Length > 0;
    }

    private static bool TryLastAxis(YamlValue yaml, out int value) => TryInt(yaml, out value) && value == -1;

    private static bool TryDimensions(YamlValue yaml, out IReadOnlyList<int?> sizes)
    {
        var items = yaml is YamlList list ? list.Items : [yaml];
        var read = new int?[items.Length];
        sizes = read;
        for (var at = 0; at < read.Length; at++)
        {
            if (TryInt(items[at], out var size) && size >= 1)
            {
                read[at] = size;
            }
            else if (items[at] is not YamlScalar { IsNull: true } || yaml is not YamlList)
            {
                return false;
            }
        }

        return read.Length > 0;
    }
}
