using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Python;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Binds what a spec gives - one value, positional values or a mapping - to a layer's arguments.</summary>
internal sealed class ArgumentBinder(DiagnosticBag bag)
{
    /// <summary>The values of the arguments; null where one has an error.</summary>
    public LayerArguments? Bind(string type, ImmutableArray<Argument> known, YamlValue? given, SourceSpan at)
    {
        var before = bag.Count;
        var values = Pair(type, [.. known.Select(Slot.Of)], given, at);
        var bound = LayerArguments.Defaults;
        foreach (var argument in known.Where(argument => values.ContainsKey(argument.Name)))
        {
            bound = Bind(type, argument, values[argument.Name], bound);
        }

        return bag.Count > before || given is { IsUnknown: true } ? null : bound;
    }

    /// <summary>Gives each value its name - the mapping's key, or the name at its place - and reports names that are unknown or missing.</summary>
    public Dictionary<string, YamlValue> Pair(string type, IReadOnlyList<Slot> slots, YamlValue? given, SourceSpan at)
    {
        ImmutableArray<string> names = [.. slots.Select(slot => slot.Name)];
        if (given is YamlList list && NamedIn(list, names) is { } named)
        {
            bag.Add(SpecErrors.NamesOutsideMapping(named.Span, type, $"{list.Received} with '{named.Entries[0].Key.Text}:' in it", AsMapping(list, names)));
            return [];
        }

        // "filters=32, kernel_size=3", as Python has it.
        if (given is YamlScalar { Quoted: false } text && text.Text.Contains('=', StringComparison.Ordinal) && PythonText.Call($"{type}({text.Text})")?.ArgumentsText(names) is ['{', ..] mapping)
        {
            bag.Add(SpecErrors.NamesOutsideMapping(text.Span, type, text.Received, mapping));
            return [];
        }

        var pairs = given is YamlMap map ? map.Entries : ByPlace(type, names, given);
        var meant = new HashSet<string?>();
        foreach (var (name, _) in pairs.Where(pair => !names.Contains(pair.Key.Text)))
        {
            bag.Add(SpecErrors.UnknownArgument(name.Span, type, name.Text, names));
            meant.Add(NearName.Find(name.Text, names));
        }

        var values = pairs.ToDictionary(pair => pair.Key.Text, pair => pair.Value);
        foreach (var slot in slots.Where(slot => slot.IsRequired && !values.ContainsKey(slot.Name) && !meant.Contains(slot.Name)))
        {
            bag.Add(SpecErrors.MissingArgument(at, type, slot.Name, slot.Takes));
        }

        return values;
    }

    /// <summary>The places of all that a value was read or computed from.</summary>
    public static IEnumerable<SourceSpan> NumbersIn(YamlValue yaml) => yaml switch
    {
        YamlScalar { Origin: { } origin } => [origin],
        YamlScalar scalar => scalar.ComputedFrom,
        YamlList list => list.Items.SelectMany(NumbersIn),
        _ => [],
    };

    // "[32, kernel_size: 3]", or "- filters: 32" for each argument: a list, in which YAML takes each name for a mapping of its own.
    private static YamlMap? NamedIn(YamlList list, ImmutableArray<string> names) =>
        list.Items.OfType<YamlMap>().FirstOrDefault(map => map.Entries is [var first, ..] && names.Contains(first.Key.Text));

    private static string AsMapping(YamlList list, ImmutableArray<string> names)
    {
        var given = list.Items.Index().SelectMany(item => item.Item is YamlMap map
            ? map.Entries.Select(entry => (Name: entry.Key.Text, entry.Value))
            : [(Name: names.ElementAtOrDefault(item.Index) ?? "", Value: item.Item)]);
        return $"{{ {string.Join(", ", given.Select(argument => $"{argument.Name}: {YamlText.Of(argument.Value)}"))} }}";
    }

    private ImmutableArray<YamlEntry> ByPlace(string type, ImmutableArray<string> names, YamlValue? given)
    {
        ImmutableArray<YamlValue> values = given switch
        {
            null or YamlScalar { IsNull: true } => [],
            YamlList list => list.Items,
            _ => [given],
        };
        if (values.Length > names.Length)
        {
            bag.Add(SpecErrors.TooManyArguments(values[names.Length].Span, type, names, values.Length));
        }

        return [.. names.Zip(values, (name, value) => new YamlEntry(new YamlScalar(name, false, value.Span), value))];
    }

    private LayerArguments Bind(string type, Argument argument, YamlValue yaml, LayerArguments bound)
    {
        if (argument.TryRead(yaml, out var value))
        {
            return bound.With(argument, value, (yaml as YamlScalar)?.Origin, [.. NumbersIn(yaml)]);
        }

        if (!yaml.IsUnknown)
        {
            argument.Report(type, yaml, bag);
        }

        return bound;
    }
}

/// <summary>A name that a layer, an optimizer or a block takes a value for.</summary>
internal sealed record Slot(string Name, bool IsRequired, string Takes)
{
    public static Slot Of(Argument argument) => new(argument.Name, argument.IsRequired, argument.Takes);

    public static Slot Of(BlockParameter parameter) => new(parameter.Name, parameter.Default is null, "a value");
}
