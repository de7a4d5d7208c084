using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Adds another call of a layer or a model to a network under construction.</summary>
internal sealed class CallAssembler(BuildContext context, GraphAssembly assembly, NodeFactory factory, ModelAssembler models)
{
    /// <summary>Adds a call.</summary>
    /// <param name="entry">What is called.</param>
    /// <param name="alias">The name of the call's output, or null.</param>
    /// <param name="inputs">What it takes; null where that has an error.</param>
    public void Add(ReuseEntry entry, string? alias, ImmutableArray<Connection>? inputs)
    {
        var name = entry.Layer.Text;
        if (assembly.FindLayer(name) is { } layer)
        {
            Call(layer, entry.Span, inputs);
            if (assembly.Current is { Source: { Call: > 0 } again })
            {
                again.Reuse = entry;
            }

            if (alias is not null)
            {
                assembly.Name(alias, assembly.Current);
            }

            return;
        }

        if (!assembly.TryFind(name, out var found))
        {
            context.Bag.Add(SpecErrors.UnknownLayerName(entry.Layer.Span, name, assembly.Names));
        }
        else if (found is not null)
        {
            context.Bag.Add(SpecErrors.NotReusable(entry.Layer.Span, name, "no layer of its own"));
        }

        assembly.Break(alias);
    }

    private void Call(LayerInstance layer, SourceSpan span, ImmutableArray<Connection>? inputs)
    {
        if (layer.IsModel)
        {
            models.CallAgain(layer, span, inputs);
        }
        else if (layer.Layer is null)
        {
            context.Bag.Add(SpecErrors.NotReusable(span, layer.Name, layer.TypeName));
            assembly.Break(null);
        }
        else
        {
            assembly.AddOrBreak(inputs is { } given ? factory.CallAgain(layer, assembly.CallsOf(layer), span, given) : null, null);
        }
    }
}
