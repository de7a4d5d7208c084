using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads a model inside of a model: <c>Sequential:</c> or <c>Functional:</c> with layers of its own.</summary>
internal sealed class ModelReader(EntryReader entries, OptionReader options, DiagnosticBag bag)
{
    /// <summary>The types of such items, which no block may be called by.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Functional", "Sequential"];

    /// <summary>Reads what stands behind the type.</summary>
    /// <param name="type">The type, one of <see cref="Types"/>.</param>
    /// <param name="words">The model's own words, without the item's options.</param>
    /// <param name="item">The item's options.</param>
    public Entry Read(YamlScalar type, YamlValue? words, EntryOptions item)
    {
        if (words is not YamlMap map)
        {
            bag.Add(SpecErrors.WrongType(words?.Span ?? type.Span, type.Text, "a mapping with layers", words?.Received ?? "nothing"));
            return new FaultyEntry(type.Span, item with { HasErrors = true });
        }

        var (reader, before) = (new MapReader(map, type.Text, bag), bag.Count);
        var kind = type.Text == "Sequential" ? ModelKind.Sequential : ModelKind.Functional;
        var inputs = ReadInputs(reader, type, kind);
        var outputs = kind == ModelKind.Functional ? options.ReadNames(reader.Take("outputs"), "outputs") : default;
        var isUnclear = bag.Count > before || IsUnknown(map);
        var layers = reader.Require("layers");
        reader.ReportRest();
        var read = entries.ReadList(layers, "layers");
        return new ModelEntry(
            type, kind, inputs, read, outputs.IsDefault ? [] : outputs, type.Span, item with { HasErrors = item.HasErrors || isUnclear || IsEmpty(type, layers) });
    }

    private ImmutableArray<InputDeclaration> ReadInputs(MapReader reader, YamlScalar type, ModelKind kind)
    {
        var inputs = new InputReader(bag).Read(reader);
        if (kind == ModelKind.Sequential && inputs.Length > 1)
        {
            bag.Add(SpecErrors.WrongInputCount(inputs[1].Span, type.Text, "", "one input", inputs.Length));
        }

        foreach (var input in inputs.Where(input => input.Range is not null))
        {
            bag.Add(SpecErrors.RangeInside(input.Range!.Span, type.Text));
        }

        return inputs;
    }

    // A "${...}" that failed has been reported; what the model would be without it is not the person's fault.
    private static bool IsUnknown(YamlMap map) => map.Entries.Any(entry => entry.Key.Text is "input" or "inputs" or "outputs" && entry.Value.IsUnknown);

    private bool IsEmpty(YamlScalar type, YamlValue? layers)
    {
        if (layers is YamlList { Items.IsEmpty: true })
        {
            bag.Add(SpecErrors.NoLayersInside(layers.Span, type.Text));
            return true;
        }

        return layers is null;
    }
}
