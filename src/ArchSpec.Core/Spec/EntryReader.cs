using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads lists of layers in the three ways to write one: a word, positional arguments, a mapping.</summary>
internal sealed class EntryReader(DiagnosticBag bag)
{
    private readonly OptionReader _options = new(bag);

    private ModelReader Models => new(this, _options, bag);

    public ImmutableArray<Entry> ReadList(YamlValue? yaml, string what)
    {
        if (yaml is null)
        {
            return [];
        }

        if (yaml is YamlList list)
        {
            return [.. list.Items.Select(Read)];
        }

        bag.Add(SpecErrors.WrongType(yaml.Span, what, "a list of layers", yaml.Received + MeantMapping.SuggestItems(yaml)));
        return [Faulty(yaml, EntryOptions.None)];
    }

    private Entry Read(YamlValue yaml)
    {
        switch (yaml)
        {
            case YamlScalar { IsUnknown: true }:
                return Faulty(yaml, EntryOptions.None);
            case YamlScalar { IsNull: false } word when ModelReader.Types.Contains(word.Text):
                return Models.Read(word, null, EntryOptions.None);
            case YamlScalar { IsNull: false } word:
                return new LayerEntry(word, null, word.Span, EntryOptions.None);
            case YamlMap { Entries.Length: > 0 } map:
                return ReadMap(map);
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, "an item of a list of layers", "a layer type, or a mapping with one", yaml.Received));
                return Faulty(yaml, EntryOptions.None);
        }
    }

    private Entry ReadMap(YamlMap map) =>
        Has(map, "branches") ? ReadBranches(map)
        : Has(map, "reuse") ? ReadReuse(map)
        : ReadLayer(map);

    private Entry ReadReuse(YamlMap map)
    {
        var reader = new MapReader(map, "reuse", bag);
        var layer = reader.TakeWord("reuse");
        var options = _options.Read(reader, ["name", "inputs"]);
        reader.ReportRest();
        return layer is null ? Faulty(map, options) : new ReuseEntry(layer, map.Span, options);
    }

    private Entry ReadLayer(YamlMap map)
    {
        var types = map.Entries.Where(entry => !OptionReader.Keys.Contains(entry.Key.Text)).ToList();
        if (types.Count != 1)
        {
            bag.Add(NotOne(map, types));
            return Faulty(map, _options.Read(new MapReader(map, "a layer", bag), OptionReader.Keys));
        }

        var (type, arguments) = types[0];
        var (inner, isModel) = (arguments as YamlMap, ModelReader.Types.Contains(type.Text));
        var moved = inner?.Entries.Where(entry => IsInnerOption(entry.Key, isModel)).ToList() ?? [];
        var options = _options.Read(new MapReader(WithInnerOptions(map, moved), "a layer", bag), OptionReader.Keys);
        // By reference: comparing entries by value would hash all that is in them.
        YamlValue? rest = inner is null || moved.Count == 0
            ? arguments
            : inner with { Entries = [.. inner.Entries.Where(entry => !moved.Exists(other => ReferenceEquals(other, entry)))] };
        rest = rest is YamlScalar { IsNull: true } ? null : rest;
        return isModel ? Models.Read(type, rest, options) : new LayerEntry(type, rest, type.Span, options);
    }

    // "- Conv2D:" with its arguments below it, and not further to the right.
    private static Diagnostic NotOne(YamlMap map, List<YamlEntry> types) =>
        types is [{ Key: var type, Value: YamlScalar { IsNull: true } }, { Key: { Text: [>= 'a' and <= 'z', ..] } next, Value: var value }, ..] && next.Span.Line > type.Span.Line
            ? SpecErrors.NotIndented(next.Span, type.Text, next.Text, $"{new string(' ', type.Span.Column + 1)}{next.Text}: {YamlText.Of(value)}")
            : SpecErrors.NotOneLayer(map.Span, [.. types.Select(entry => entry.Key.Text)]);

    // Keras takes name and trainable among a layer's arguments, so a spec may too. The inputs inside of a model are its own.
    private static bool IsInnerOption(YamlScalar key, bool isModel) => key.Text is "name" or "trainable" || (key.Text == "inputs" && !isModel);

    private YamlMap WithInnerOptions(YamlMap map, List<YamlEntry> moved)
    {
        foreach (var (key, _) in moved.Where(entry => Has(map, entry.Key.Text)))
        {
            bag.Add(SpecErrors.GivenTwice(key.Span, key.Text));
        }

        return map with { Entries = [.. map.Entries.Where(entry => OptionReader.Keys.Contains(entry.Key.Text)), .. moved] };
    }

    private Entry ReadBranches(YamlMap map)
    {
        var reader = new MapReader(map, "branches", bag);
        var branches = reader.Take("branches")!;
        var join = ReadJoin(reader.Take("join"), map.Span);
        var options = _options.Read(reader, OptionReader.Keys);
        reader.ReportRest();
        if (branches is not YamlList list)
        {
            bag.Add(SpecErrors.WrongType(branches.Span, "branches", "a list of lists of layers", branches.Received));
            return Faulty(map, options);
        }

        var all = options with { Name = options.Name ?? join.Options.Name, HasErrors = options.HasErrors || join.Options.HasErrors };
        ImmutableArray<ImmutableArray<Entry>> chains = [.. list.Items.Select(item => ReadList(item, "a branch"))];
        return join is LayerEntry layer
            ? new BranchesEntry(chains, layer with { Options = EntryOptions.None }, map.Span, all)
            : Faulty(map, all);
    }

    private Entry ReadJoin(YamlValue? yaml, SourceSpan branches)
    {
        if (yaml is null)
        {
            return new LayerEntry(new YamlScalar("Concatenate", false, branches), null, branches, EntryOptions.None);
        }

        var join = Read(yaml);
        var nameOnly = EntryOptions.None with { Name = join.Options.Name, HasErrors = join.Options.HasErrors };
        if (join is LayerEntry && join.Options == nameOnly)
        {
            return join;
        }

        if (join is not FaultyEntry)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "join", "a merging layer, with no option but a name", yaml.Received));
        }

        return Faulty(yaml, join.Options);
    }

    private static bool Has(YamlMap map, string key) => map.Entries.Any(entry => entry.Key.Text == key);

    private static FaultyEntry Faulty(YamlValue yaml, EntryOptions options) => new(yaml.Span, options with { HasErrors = true });
}
