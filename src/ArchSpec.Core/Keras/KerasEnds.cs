using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Reads what a model takes and returns.</summary>
internal static class KerasEnds
{
    /// <summary>A model's <c>input_layers</c> or <c>output_layers</c>: one tensor, a list, or a mapping, in the order of Keras's tree.</summary>
    public static ImmutableArray<KerasTensor> Read(YamlMap config, string key, string prefix, DiagnosticBag bag)
    {
        var ends = new List<KerasTensor>();
        if (config.Find(key) is not { } value || !AddEnds(value, ends))
        {
            var found = config.Find(key);
            bag.Add(KerasErrors.NotAModel((found ?? config).Span, $"{prefix}config.{key}", "a list of [layer, call, output]", found?.Received ?? "nothing"));
        }

        return [.. ends];
    }

    private static bool AddEnds(YamlValue value, List<KerasTensor> ends)
    {
        if (Reference(value) is { } tensor)
        {
            ends.Add(tensor);
            return true;
        }

        return value switch
        {
            YamlList list => list.Items.All(item => AddEnds(item, ends)),
            YamlMap map => map.Entries.OrderBy(entry => entry.Key.Text, StringComparer.Ordinal).All(entry => AddEnds(entry.Value, ends)),
            _ => false,
        };
    }

    /// <summary>A tensor <c>[layer, call, output]</c>, or null.</summary>
    public static KerasTensor? Reference(YamlValue value) =>
        value is YamlList { Items: [YamlScalar { Quoted: true } name, var call, var output, ..] } && JsonMap.TryCount(call, out var calls) && JsonMap.TryCount(output, out var outputs)
            ? new KerasTensor(KerasNames.InSpec(name.Text), calls, outputs, value.Span)
            : null;
}
