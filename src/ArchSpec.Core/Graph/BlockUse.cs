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
    /// <param name="parent">The layers that the use is one of.</param>
    /// <param name="repetition">Which times of repeated items this is.</param>
    public Expansion? Expand(Expansion parent, Repetition? repetition)
    {
        if (Parameters() is not { } values)
        {
            return null;
        }

        var body = new Scope(values, bag).Resolve(block.Layers);
        return new Expansion
        {
            Block = block,
            Body = body,
            Entries = new EntryReader(bag).ReadList(body, "layers"),
            Parameters = values,
            Parent = parent,
            Use = entry,
            Repetition = repetition,
        };
    }

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
