using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>
/// Reads <c>input: [224, 224, 3]</c> or <c>input: { shape: [224, 224, 3], range: [0, 255] }</c>, or <c>inputs:</c> with a name and the same
/// for each.
/// </summary>
internal sealed class InputReader(DiagnosticBag bag)
{
    // No image classifier comes near.
    private const int MaxDimension = 1 << 20;
    private const double MaxValues = 1e13;

    public ImmutableArray<InputDeclaration> Read(MapReader reader)
    {
        var one = reader.Take("input");
        var several = reader.Take("inputs");
        if (one is not null && several is not null)
        {
            bag.Add(SpecErrors.GivenTwice(several.Span, "input"));
        }

        if (one is not null)
        {
            return ReadOne(null, one, one.Span) is { } only ? [only] : [];
        }

        if (several is not null and not YamlMap)
        {
            bag.Add(SpecErrors.WrongType(several.Span, "inputs", "a mapping of names to shapes", several.Received));
        }

        return [.. ((several as YamlMap)?.Entries ?? []).Select(entry => ReadOne(entry.Key.Text, entry.Value, entry.Key.Span)).OfType<InputDeclaration>()];
    }

    private InputDeclaration? ReadOne(string? name, YamlValue yaml, SourceSpan span)
    {
        if (yaml is not YamlMap map)
        {
            return ReadShape(yaml) is { } plain ? new InputDeclaration(name, plain, span) : null;
        }

        var reader = new MapReader(map, "an input", bag);
        var shape = reader.Require("shape") is { } dimensions ? ReadShape(dimensions) : null;
        var said = reader.Take("range");
        reader.ReportRest();
        var range = said is not null && new RangeReader(bag).Read(said) is { } read ? new RangeDeclaration(read, said.Span) : null;
        return shape is { } known ? new InputDeclaration(name, known, span) { Range = range } : null;
    }

    private Shape? ReadShape(YamlValue yaml)
    {
        if (yaml.IsUnknown)
        {
            return null;
        }

        // An array and a loop: LINQ over int? is compiled anew at each start of the program.
        var items = (yaml as YamlList)?.Items ?? [];
        var (dimensions, values) = (new int?[items.Length], 1.0);
        for (var axis = 0; axis < items.Length; axis++)
        {
            dimensions[axis] = ReadDimension(items[axis]);
            values *= dimensions[axis] ?? 1;
        }

        if (IsRank(dimensions.Length) && Array.TrueForAll(dimensions, IsDimension) && values < MaxValues)
        {
            return new Shape(dimensions);
        }

        bag.Add(SpecErrors.BadInputShape(yaml.Span, yaml is YamlList list ? $"[{string.Join(", ", list.Items.Select(item => (item as YamlScalar)?.Text ?? item.Received))}]" : yaml.Received));
        return null;
    }

    private static bool IsRank(int rank) => rank is > 0 and <= 4;

    private static bool IsDimension(int? dimension) => dimension is null or (> 0 and <= MaxDimension);

    private static int? ReadDimension(YamlValue yaml) => yaml is YamlScalar { IsNull: true } ? null : ArgumentKinds.TryInt(yaml, out var size) ? size : 0;
}
