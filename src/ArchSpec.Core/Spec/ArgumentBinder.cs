using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Binds what a spec gives - one value, positional values or a mapping - to a layer's arguments.</summary>
internal sealed class ArgumentBinder(DiagnosticBag bag)
{
    public LayerArguments Bind(string type, ImmutableArray<Argument> known, YamlValue? given, SourceSpan at)
    {
        var pairs = Pair(type, [.. known.Select(argument => argument.Name)], given);
        var bound = LayerArguments.Defaults;
        foreach (var (name, value) in pairs)
        {
            if (known.FirstOrDefault(argument => argument.Name == name.Text) is { } argument)
            {
                bound = Bind(type, argument, value, bound);
            }
            else
            {
                bag.Add(SpecErrors.UnknownArgument(name.Span, type, name.Text, known.Select(candidate => candidate.Name)));
            }
        }

        foreach (var missing in known.Where(argument => argument.IsRequired && pairs.All(pair => pair.Key.Text != argument.Name)))
        {
            bag.Add(SpecErrors.MissingArgument(at, type, missing.Name, missing.Takes));
        }

        return bound;
    }

    /// <summary>Gives each value its name: the mapping's key, or the name at its place.</summary>
    public ImmutableArray<KeyValuePair<YamlScalar, YamlValue>> Pair(string type, ImmutableArray<string> names, YamlValue? given)
    {
        if (given is YamlMap map)
        {
            return map.Entries;
        }

        ImmutableArray<YamlValue> values = given switch { null => [], YamlList list => list.Items, _ => [given] };
        if (values.Length > names.Length)
        {
            bag.Add(SpecErrors.TooManyArguments(values[names.Length].Span, type, names, values.Length));
        }

        return [.. names.Zip(values, (name, value) => KeyValuePair.Create(new YamlScalar(name, false, value.Span), value))];
    }

    private LayerArguments Bind(string type, Argument argument, YamlValue yaml, LayerArguments bound)
    {
        if (argument.TryRead(yaml, out var value))
        {
            return bound.With(argument, value, (yaml as YamlScalar)?.Origin);
        }

        // A failed ${…} has been reported where it stands.
        if (yaml is not YamlScalar { Text: "", Origin: null })
        {
            bag.Add(SpecErrors.BadArgument(yaml.Span, type, argument.Name, argument.Takes, yaml.Received));
        }

        return bound;
    }
}
