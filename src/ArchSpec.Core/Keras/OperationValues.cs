using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Values of operations as a spec has them, which leaves out the batch and writes an index as Python does.</summary>
internal static class OperationValues
{
    /// <summary>An argument; null where it says nothing, or cannot be had, which is reported.</summary>
    public static YamlEntry? InSpec(OperationForm form, KerasLayer layer, YamlEntry entry, DiagnosticBag bag) => (form.Type, entry.Key.Text) switch
    {
        ("Reshape", _) => TargetShape(layer, entry, bag),
        ("Cast", _) => Type(layer, entry, bag),
        ("GetItem", _) => entry with { Value = new YamlScalar(Index(entry.Value), true, entry.Value.Span) },
        _ => entry,
    };

    private static YamlEntry? TargetShape(KerasLayer layer, YamlEntry entry, DiagnosticBag bag)
    {
        if (entry.Value is YamlList { Items: [var batch, _, ..] } list && batch is YamlScalar { IsNull: true } or YamlScalar { Text: "-1" })
        {
            return new YamlEntry(entry.Key with { Text = "target_shape" }, new YamlList([.. list.Items.Skip(1).Select(Size)], list.Span));
        }

        bag.Add(KerasErrors.BadCall(entry.Value.Span, layer.Place, $"its shape must begin with -1, for batches of any size, received {JsonMap.Shown(entry.Value)}"));
        return null;
    }

    private static YamlValue Size(YamlValue size) => size is YamlScalar { IsNull: true } ? new YamlScalar("-1", false, size.Span) : size;

    private static YamlEntry? Type(KerasLayer layer, YamlEntry entry, DiagnosticBag bag)
    {
        if (entry.Value is not YamlScalar { Text: "float32" })
        {
            bag.Add(KerasErrors.OtherType(entry.Value.Span, layer.Place, JsonMap.Shown(entry.Value)));
        }

        return null;
    }

    // {"start": null, "stop": 3, "step": null} is ":3"; Keras 3 has the same in a config.
    private static string Index(YamlValue key) => key switch
    {
        YamlList list => string.Join(", ", list.Items.Select(Index)),
        YamlMap map when map.Word("class_name")?.Text == "__ellipsis__" => "...",
        YamlMap map when map.Find("config") is YamlMap config => Slice(config),
        YamlMap map => Slice(map),
        YamlScalar { IsNull: true } => "None",
        YamlScalar { Text: "Ellipsis" } => "...",
        YamlScalar scalar => scalar.Text,
        _ => "",
    };

    private static string Slice(YamlMap map)
    {
        var step = map.Find("step") as YamlScalar;
        return $"{Text(map.Find("start"))}:{Text(map.Find("stop"))}{(step is null or { IsNull: true } or { Text: "1" } ? "" : $":{step.Text}")}";
    }

    private static string Text(YamlValue? bound) => bound is YamlScalar { IsNull: false } number ? number.Text : "";
}
