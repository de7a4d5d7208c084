using System.Collections.Immutable;
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

    private Connection? Find(YamlScalar name)
    {
        if (!assembly.TryFind(name.Text, out var found))
        {
            bag.Add(SpecErrors.UnknownLayerName(name.Span, name.Text, assembly.Names));
        }

        return found;
    }
}
