using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>One use of a block with its arguments.</summary>
internal sealed class BlockUse(BlockDefinition block, LayerEntry entry, DiagnosticBag bag)
{
    /// <summary>The block's layers with the parameters replaced, or null where the arguments have an error.</summary>
    public ImmutableArray<Entry>? Layers() =>
        Parameters() is { } values ? new EntryReader(bag).ReadList(new Scope(values, bag).Resolve(block.Layers), "layers") : null;

    private ImmutableDictionary<string, YamlValue>? Parameters()
    {
        var before = bag.Count;
        var pairs = new ArgumentBinder(bag).Pair(block.Name, [.. block.Parameters.Select(Slot.Of)], entry.Arguments, entry.Span);
        if (bag.Count > before || entry.Arguments is { IsUnknown: true })
        {
            return null;
        }

        var values = ImmutableDictionary<string, YamlValue>.Empty;
        foreach (var parameter in block.Parameters)
        {
            // A default may be computed from the parameters before it.
            values = values.SetItem(parameter.Name, pairs.GetValueOrDefault(parameter.Name) ?? new Scope(values, bag).Resolve(parameter.Default!));
        }

        return values;
    }
}
