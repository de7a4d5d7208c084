using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Expressions;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>One use of a block with its arguments.</summary>
internal sealed class BlockUse(BlockDefinition block, LayerEntry entry, YamlValue? given, DiagnosticBag bag)
{
    private const int MaxDepth = 16;

    /// <summary>The block's layers with the parameters replaced, or null where the use has an error.</summary>
    public ImmutableArray<Entry>? Layers(int depth)
    {
        if (depth >= MaxDepth)
        {
            bag.Add(SpecErrors.BlocksTooDeep(entry.Span, block.Name, MaxDepth));
            return null;
        }

        return Parameters() is { } values ? new EntryReader(bag).ReadList(new Scope(values, bag).Resolve(block.Layers), "layers") : null;
    }

    private ImmutableDictionary<string, YamlValue>? Parameters()
    {
        ImmutableArray<string> names = [.. block.Parameters.Select(parameter => parameter.Name)];
        var pairs = new ArgumentBinder(bag).Pair(block.Name, names, given);
        foreach (var (name, _) in pairs.Where(pair => !names.Contains(pair.Key.Text)))
        {
            bag.Add(SpecErrors.UnknownArgument(name.Span, block.Name, name.Text, names));
        }

        var values = ImmutableDictionary.CreateBuilder<string, YamlValue>();
        foreach (var parameter in block.Parameters)
        {
            var value = pairs.FirstOrDefault(pair => pair.Key.Text == parameter.Name).Value ?? parameter.Default;
            if (value is null)
            {
                bag.Add(SpecErrors.MissingArgument(entry.Span, block.Name, parameter.Name, "a value"));
                return null;
            }

            values[parameter.Name] = value;
        }

        return values.ToImmutable();
    }
}
