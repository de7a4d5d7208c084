using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads lists of layers in the three ways to write one: a word, positional arguments, a mapping.</summary>
internal sealed class EntryReader(DiagnosticBag bag)
{
    private static readonly string[] OptionKeys = ["name", "inputs", "trainable", "repeat"];
    private static readonly Argument<int> Repeat = Argument.Int("repeat", "how many times the layer stands there", defaultValue: 1);

    public ImmutableArray<Entry> ReadList(YamlValue? yaml, string what)
    {
        if (yaml is YamlList list)
        {
            return [.. list.Items.Select(Read).OfType<Entry>()];
        }

        if (yaml is not null)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, what, "a list of layers", yaml.Received));
        }

        return [];
    }

    private Entry? Read(YamlValue yaml)
    {
        switch (yaml)
        {
            case YamlScalar { IsNull: false } word:
                return new LayerEntry(word, null, word.Span, EntryOptions.None);
            case YamlMap { Entries.Length: > 0 } map:
                return ReadMap(map);
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, "an item of a list of layers", "a layer type, or a mapping with one", yaml.Received));
                return null;
        }
    }

    private Entry? ReadMap(YamlMap map)
    {
        var reader = new MapReader(map, "a layer", bag);
        if (reader.Take("branches") is { } branches)
        {
            return ReadBranches(map, branches, reader);
        }

        if (reader.TakeWord("reuse") is { } reused)
        {
            var inputs = new EntryOptions { Inputs = ReadNames(reader.Take("inputs"), "inputs") };
            reader.ReportUnknown();
            return new ReuseEntry(reused, map.Span, inputs);
        }

        return ReadLayer(map);
    }

    private LayerEntry? ReadLayer(YamlMap map)
    {
        var types = map.Entries.Where(entry => !OptionKeys.Contains(entry.Key.Text)).ToList();
        if (types.Count != 1)
        {
            bag.Add(SpecErrors.NotOneLayer(map.Span, [.. types.Select(entry => entry.Key.Text)]));
            return null;
        }

        var (type, arguments) = types[0];
        var inner = arguments as YamlMap;
        var options = ReadOptions(MoveInnerOptions(map, inner));
        YamlValue? rest = inner is null ? arguments : inner with { Entries = [.. inner.Entries.Where(entry => !IsInnerOption(entry.Key))] };
        return new LayerEntry(type, rest is YamlScalar { IsNull: true } ? null : rest, type.Span, options);
    }

    // Keras takes name and trainable among a layer's arguments, so a spec may too.
    private static bool IsInnerOption(YamlScalar key) => key.Text is "name" or "inputs" or "trainable";

    private YamlMap MoveInnerOptions(YamlMap map, YamlMap? inner)
    {
        var moved = inner?.Entries.Where(entry => IsInnerOption(entry.Key)).ToList() ?? [];
        foreach (var (key, _) in moved.Where(entry => map.Entries.Any(outer => outer.Key.Text == entry.Key.Text)))
        {
            bag.Add(SpecErrors.GivenTwice(key.Span, key.Text));
        }

        return map with { Entries = [.. map.Entries.Where(entry => OptionKeys.Contains(entry.Key.Text)), .. moved] };
    }

    private EntryOptions ReadOptions(YamlMap map)
    {
        var reader = new MapReader(map, "a layer", bag);
        return new EntryOptions
        {
            Name = reader.TakeWord("name"),
            Inputs = ReadNames(reader.Take("inputs"), "inputs"),
            Trainable = ReadTrainable(reader.Take("trainable")),
            Repeat = reader.Take(Repeat),
        };
    }

    private BranchesEntry ReadBranches(YamlMap map, YamlValue branches, MapReader reader)
    {
        var joins = ReadList(reader.Take("join") is { } join ? new YamlList([join], join.Span) : null, "join");
        var options = ReadOptions(map with { Entries = [.. map.Entries.Where(entry => OptionKeys.Contains(entry.Key.Text))] });
        foreach (var key in OptionKeys)
        {
            reader.Take(key);
        }

        reader.ReportUnknown();
        if (branches is not YamlList list)
        {
            bag.Add(SpecErrors.WrongType(branches.Span, "branches", "a list of lists of layers", branches.Received));
            list = new YamlList([], branches.Span);
        }

        var defaultJoin = new LayerEntry(new YamlScalar("Concatenate", false, map.Span), null, map.Span, EntryOptions.None);
        var joining = joins.OfType<LayerEntry>().FirstOrDefault() ?? defaultJoin;
        return new BranchesEntry([.. list.Items.Select(item => ReadList(item, "a branch"))], joining, map.Span, options);
    }

    public ImmutableArray<YamlScalar> ReadNames(YamlValue? yaml, string what)
    {
        switch (yaml)
        {
            case null:
                return default;
            case YamlScalar { IsNull: false } word:
                return [word];
            case YamlList { Items.Length: > 0 } list when list.Items.All(item => item is YamlScalar { IsNull: false }):
                return [.. list.Items.Cast<YamlScalar>()];
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, what, "a layer's name or a list of names", yaml.Received));
                return default;
        }
    }

    private bool? ReadTrainable(YamlValue? yaml)
    {
        if (yaml is null)
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
