using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Finds what an item of a list of layers takes: the layers that it names, or the one above it.</summary>
internal sealed class InputFinder(DiagnosticBag bag, GraphAssembly assembly)
{
    /// <summary>What an entry takes, or null where that has an error.</summary>
    public ImmutableArray<Connection>? Of(Entry entry, string what)
    {
        if (entry.Options.Inputs.IsDefault)
        {
            return Above(entry, what);
        }

        var found = entry.Options.Inputs.Select(Find).ToList();
        return found.TrueForAll(input => input is not null) ? [.. found.OfType<Connection>()] : null;
    }

    private ImmutableArray<Connection>? Above(Entry entry, string what)
    {
        if (assembly.Current is null && !assembly.IsBroken)
        {
            bag.Add(SpecErrors.InputsNeeded(entry.Span, what, assembly.Names));
            assembly.Break(null); // said once, not for each layer below
        }

        return assembly.Current is { } current ? [current] : null;
    }

    /// <summary>What a name stands for, <c>name/1</c> for the second output, or null where that has an error.</summary>
    public Connection? Find(YamlScalar name)
    {
        var (layer, output) = Split(name.Text);
        if (!assembly.TryFind(layer, out var found))
        {
            bag.Add(SpecErrors.UnknownLayerName(name.Span, layer, assembly.Names));
        }

        if (found is null || output == 0)
        {
            return found;
        }

        // An output that has a name of its own has no further ones.
        var outputs = found.Output == 0 ? found.Source.Outputs.Length : 1;
        if (output < outputs)
        {
            return new Connection(found.Source, output);
        }

        bag.Add(SpecErrors.UnknownOutput(name.Span, layer, output, outputs));
        return null;
    }

    private static (string Layer, int Output) Split(string text)
    {
        var slash = text.LastIndexOf('/');
        return slash > 0 && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var output)
            ? (text[..slash], output)
            : (text, 0);
    }
}
