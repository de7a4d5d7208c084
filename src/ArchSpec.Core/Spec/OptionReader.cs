using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads what every item of a list of layers may say beside its type.</summary>
internal sealed class OptionReader(DiagnosticBag bag)
{
    private static readonly Argument<int> Repeat = Argument.Int("repeat", "how many times the layer stands there", defaultValue: 1);

    /// <summary>The keys, in the order of the docs.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["name", "inputs", "trainable", "repeat"];

    /// <summary>Takes the given options out of a mapping; the caller reports the rest.</summary>
    public EntryOptions Read(MapReader reader, IEnumerable<string> keys)
    {
        var before = bag.Count;
        var taken = TakeAll(reader, keys);
        var options = new EntryOptions
        {
            Name = taken.ContainsKey("name") ? reader.TakeWord("name") : null,
            Inputs = ReadNames(taken.GetValueOrDefault("inputs"), "inputs"),
            Trainable = ReadTrainable(taken.GetValueOrDefault("trainable")),
            Repeat = taken.ContainsKey("repeat") ? reader.Take(Repeat) : 1,
        };
        return options with { HasErrors = bag.Count > before || taken.Values.Any(value => value.IsUnknown) };
    }

    private static Dictionary<string, YamlValue> TakeAll(MapReader reader, IEnumerable<string> keys)
    {
        var taken = new Dictionary<string, YamlValue>();
        foreach (var key in keys)
        {
            if (reader.Take(key) is { } value)
            {
                taken.Add(key, value);
            }
        }

        return taken;
    }

    /// <summary>A layer's name or a list of names; default where there is none.</summary>
    public ImmutableArray<YamlScalar> ReadNames(YamlValue? yaml, string what)
    {
        switch (yaml)
        {
            case null or { IsUnknown: true }:
                return default;
            case YamlScalar { IsNull: false } word:
                return [word];
            case YamlList { Items.Length: > 0 } list when list.Items.All(item => item is YamlScalar { IsNull: false }):
                return [.. list.Items.Cast<YamlScalar>()];
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, what, "a name or a list of names", yaml.Received));
                return default;
        }
    }

    private bool? ReadTrainable(YamlValue? yaml)
    {
        if (yaml is null or { IsUnknown: true })
        {
            return null;
        }

        if (!ArgumentKinds.TryFlag(yaml, out var trainable))
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "trainable", "true or false", yaml.Received));
        }

        return trainable;
    }
}
