using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Takes known keys out of a mapping and reports the others, so that nothing in a spec is ever ignored.</summary>
internal sealed class MapReader(YamlMap map, string what, DiagnosticBag bag)
{
    private readonly HashSet<string> _known = [];
    private readonly List<string> _required = [];

    public DiagnosticBag Bag => bag;

    public SourceSpan Span => map.Span;

    public YamlValue? Take(string key)
    {
        _known.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key.Text == key)?.Value;
    }

    /// <summary>As <see cref="Take(string)"/>; a missing key is reported with the unknown ones.</summary>
    public YamlValue? Require(string key)
    {
        _required.Add(key);
        return Take(key);
    }

    /// <summary>Whether the mapping has the key, or an unknown one that probably means it.</summary>
    public bool Tries(string key) => map.Entries.Any(entry => entry.Key.Text == key) || Unknown.Any(entry => Meant(entry) == key);

    public YamlScalar? TakeWord(string key)
    {
        var value = Take(key);
        if (value is null or YamlScalar { IsNull: false })
        {
            return value is { IsUnknown: true } ? null : value as YamlScalar;
        }

        bag.Add(SpecErrors.WrongType(value.Span, key, "a word", value.Received));
        return null;
    }

    /// <summary>The value of an argument, or its default.</summary>
    public T Take<T>(Argument<T> argument)
    {
        var yaml = Take(argument.Name);
        if (yaml is null or { IsUnknown: true })
        {
            return (T)argument.Default!;
        }

        if (argument.TryRead(yaml, out var value))
        {
            return (T)value!;
        }

        if (!argument.Explain(yaml, bag))
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, argument.Name, argument.Takes, yaml.Received + argument.Meant(yaml)));
        }

        return (T)argument.Default!;
    }

    /// <summary>
    /// Reports every key that nobody took, and those that are missing, once all have been taken. A missing key that an
    /// unknown one probably means is the same fault.
    /// </summary>
    /// <param name="elsewhere">Says where a key belongs that stands in the wrong place, such as "; it is …"; null for one that does not.</param>
    public void ReportRest(Func<YamlEntry, string?>? elsewhere = null)
    {
        foreach (var entry in map.Entries.Where(entry => !_known.Contains(entry.Key.Text)))
        {
            bag.Add(SpecErrors.UnknownKey(entry.Key.Span, entry.Key.Text, what, elsewhere?.Invoke(entry), _known));
        }

        foreach (var key in _required.Where(key => !Tries(key)))
        {
            bag.Add(SpecErrors.MissingKey(map.Span, key, what));
        }
    }

    private IEnumerable<YamlScalar> Unknown => map.Entries.Select(entry => entry.Key).Where(key => !_known.Contains(key.Text));

    private string? Meant(YamlScalar key) => NearName.Find(key.Text, _known);
}
