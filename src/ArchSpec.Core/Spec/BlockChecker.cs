using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>
/// Checks a block as it is declared, with the values of its parameters unknown: also a block that nobody uses, or a library
/// of blocks, must be right.
/// </summary>
internal sealed class BlockChecker(LayerRegistry registry, DiagnosticBag bag)
{
    private readonly ArgumentBinder _binder = new(bag);

    public void Check(BlockDefinition block)
    {
        var known = ImmutableDictionary<string, YamlValue>.Empty;
        foreach (var parameter in block.Parameters)
        {
            if (parameter.Default is { } value)
            {
                new Scope(known, bag).Resolve(value);
            }

            known = known.SetItem(parameter.Name, YamlScalar.Unknown(parameter.Default?.Span ?? block.Span));
        }

        Check(new EntryReader(bag).ReadList(new Scope(known, bag).Resolve(block.Layers), "layers"), block.Siblings);
    }

    private void Check(ImmutableArray<Entry> entries, IReadOnlyDictionary<string, BlockDefinition> blocks)
    {
        foreach (var entry in entries)
        {
            if (entry is LayerEntry layer)
            {
                Check(layer, blocks);
            }
            else if (entry is BranchesEntry branches)
            {
                branches.Branches.ToList().ForEach(branch => Check(branch, blocks));
                Check(branches.Join, blocks);
            }
            else if (entry is ModelEntry model)
            {
                Check(model.Layers, blocks);
            }
        }
    }

    private void Check(LayerEntry entry, IReadOnlyDictionary<string, BlockDefinition> blocks)
    {
        var type = entry.Type.Text;
        if (registry.Find(type) is { } layer)
        {
            _binder.Bind(type, layer.Arguments, entry.Arguments, entry.Span);
        }
        else if (blocks.GetValueOrDefault(type) is { } block)
        {
            _binder.Pair(type, [.. block.Parameters.Select(Slot.Of)], entry.Arguments, entry.Span);
        }
        else
        {
            bag.Add(SpecErrors.UnknownLayerType(entry.Type.Span, type, new MeantLayer(registry, blocks).Suggest(type)));
        }
    }
}
