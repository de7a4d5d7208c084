using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Takes known keys out of a mapping and reports the others, so that nothing in a spec is ever ignored.</summary>
internal sealed class MapReader(YamlMap map, string what, DiagnosticBag bag)
{
    private readonly HashSet<string> _known = [];

    public DiagnosticBag Bag => bag;

    public SourceSpan Span => map.Span;

    public YamlValue? Take(string key)
    {
        _known.Add(key);
        return map.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
    }

    public YamlValue? Require(string key)
    {
        var value = Take(key);
        if (value is null)
        {
            bag.Add(SpecErrors.MissingKey(map.Span, key, what));
        }

        return value;
    }

    public YamlScalar? TakeWord(string key)
    {
        var value = Take(key);
        if (value is null or YamlScalar { IsNull: false })
        {
            return value as YamlScalar;
        }

        bag.Add(SpecErrors.WrongType(value.Span, key, "a word", value.Received));
        return null;
    }

    /// <summary>The value of an argument, or its default.</summary>
    public T Take<T>(Argument<T> argument)
    {
        var yaml = Take(argument.Name);
        if (yaml is null)
        {
            return (T)argument.Default!;
        }

        if (argument.TryRead(yaml, out var value))
        {
            return (T)value!;
        }

        bag.Add(SpecErrors.WrongType(yaml.Span, argument.Name, argument.Takes, yaml.Received));
        return (T)argument.Default!;
    }

    /// <summary>Reports every key that nobody took.</summary>
    public void ReportUnknown()
    {
        foreach (var (key, _) in map.Entries.Where(entry => !_known.Contains(entry.Key.Text)))
        {
            bag.Add(SpecErrors.UnknownKey(key.Span, key.Text, what, _known));
        }
    }
}
