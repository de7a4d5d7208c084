using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads the mappings from free names to numbers: <c>class_weight:</c> and <c>learning_rate_multipliers:</c>.</summary>
internal static class ShareReader
{
    private static readonly Argument<double> Number = Argument.Number("weight", "a share", 0);

    public static ClassWeightOptions? ReadClassWeight(YamlValue? yaml, DiagnosticBag bag) => yaml switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlScalar { Text: "balanced" } => new ClassWeightOptions(null),
        YamlMap map => new ClassWeightOptions([.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Read(entry, bag)))]),
        _ => Wrong<ClassWeightOptions>(yaml, "class_weight", "balanced, or a mapping of class names to numbers", bag),
    };

    public static ImmutableArray<RateMultiplier> ReadMultipliers(YamlValue? yaml, DiagnosticBag bag)
    {
        switch (yaml)
        {
            case null or YamlScalar { IsNull: true }:
                return [];
            case YamlMap map:
                return [.. map.Entries.Select(entry => new RateMultiplier(new LayerPattern(entry.Key.Text), Read(entry, bag), entry.Key.Span))];
            default:
                Wrong<object>(yaml, "learning_rate_multipliers", "a mapping of layer names, in which * stands for any letters, to numbers", bag);
                return [];
        }
    }

    private static double Read(YamlEntry entry, DiagnosticBag bag)
    {
        if (Number.TryRead(entry.Value, out var value))
        {
            return (double)value!;
        }

        bag.Add(SpecErrors.WrongType(entry.Value.Span, entry.Key.Text, Number.Takes, entry.Value.Received));
        return 1;
    }

    private static T? Wrong<T>(YamlValue yaml, string key, string right, DiagnosticBag bag)
        where T : class
    {
        bag.Add(SpecErrors.WrongType(yaml.Span, key, right, yaml.Received));
        return null;
    }
}
