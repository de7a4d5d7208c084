using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads <c>input: [224, 224, 3]</c>, or <c>inputs:</c> with a name and a shape for each.</summary>
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
            return ReadShape(one) is { } shape ? [new InputDeclaration(null, shape, one.Span)] : [];
        }

        if (several is not null and not YamlMap)
        {
            var meant = MeantShape.Of(several) is { } shape ? $"; did you mean 'input: {shape}'?" : "";
            bag.Add(SpecErrors.WrongType(several.Span, "inputs", "a mapping of names to shapes", several.Received + meant));
        }

        return [.. ((several as YamlMap)?.Entries ?? []).Select(entry => Named(entry.Key, entry.Value)).OfType<InputDeclaration>()];
    }

    private InputDeclaration? Named(YamlScalar name, YamlValue yaml) =>
        ReadShape(yaml) is { } shape ? new InputDeclaration(name.Text, shape, name.Span) : null;

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
            WarnOfOrder(yaml, dimensions);
            return new Shape(dimensions);
        }

        var received = yaml is YamlList list ? $"[{string.Join(", ", list.Items.Select(item => (item as YamlScalar)?.Text ?? item.Received))}]" : yaml.Received;
        bag.Add(SpecErrors.BadInputShape(yaml.Span, received + (MeantShape.Of(yaml) is { } meant ? $"; did you mean '{meant}'?" : "")));
        return null;
    }

    private void WarnOfOrder(YamlValue yaml, int?[] dimensions)
    {
        if (MeantShape.ChannelsLast(dimensions) is { } meant)
        {
            bag.Add(SpecErrors.ChannelsFirst(yaml.Span, YamlText.Of(dimensions), meant));
        }
    }

    private static bool IsRank(int rank) => rank is > 0 and <= 4;

    private static bool IsDimension(int? dimension) => dimension is null or (> 0 and <= MaxDimension);

    private static int? ReadDimension(YamlValue yaml) => yaml is YamlScalar { IsNull: true } ? null : ArgumentKinds.TryInt(yaml, out var size) ? size : 0;
}
