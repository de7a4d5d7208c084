using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Adds the use of a block to a network under construction: as one node, or inline as nodes of its own.</summary>
internal sealed class BlockAssembler(BuildContext context, GraphAssembly assembly, Expansion home, int depth)
{
    public void Add(BlockDefinition block, LayerEntry entry, string? name, ImmutableArray<Connection>? inputs)
    {
        var layers = new BlockUse(block, entry, context.Bag).Expand(home, context.Repetition);
        if (inputs is { Length: not 1 })
        {
            context.Bag.Add(SpecErrors.WrongInputCount(entry.Span, block.Name, name ?? "", "one input", inputs.Value.Length));
        }

        if (layers is null || inputs is not [var input] || !context.TryEnter(block, entry.Span, depth))
        {
            assembly.Break(name);
        }
        else if (block.IsInline)
        {
            AddInline(block, entry, layers, name, input);
        }
        else
        {
            AddComposite(block, entry, layers, name, input);
        }
    }

    private void AddInline(BlockDefinition block, LayerEntry entry, Expansion layers, string? name, Connection input)
    {
        var outer = assembly.BlockInput;
        assembly.BlockInput = input;
        assembly.Continue(input);
        AddInner(assembly, block, entry, layers);
        assembly.BlockInput = outer;
        if (name is not null)
        {
            assembly.Name(name, assembly.Current);
        }
    }

    private void AddComposite(BlockDefinition block, LayerEntry entry, Expansion layers, string? given, Connection input)
    {
        var name = given ?? context.AutomaticName(assembly, entry.Type);
        var inner = new GraphAssembly { Build = assembly.Build };
        inner.BlockInput = new Connection(inner.AddInput(new LayerInstance(GraphAssembly.BlockInputName, "InputLayer", entry.Span), input.Shape), 0);
        AddInner(inner, block, entry, layers);
        if (inner.Current is not { } output)
        {
            assembly.Break(name);
            return;
        }

        var body = new Network(name, ModelKind.Functional, [.. inner.Nodes], [inner.BlockInput], [output]);
        var instance = new LayerInstance(name, block.Name, entry.Span)
        {
            Body = body,
            Block = block,
            Given = entry.Arguments,
            HasAutomaticName = given is null,
            Origin = new LayerOrigin(home, entry, context.Repetition),
        };
        assembly.Add(new Node(instance, 0, [input], [output.Shape]));
    }

    private void AddInner(GraphAssembly target, BlockDefinition block, LayerEntry entry, Expansion layers)
    {
        context.Expansions.Add(layers);
        var outer = context.Repetition;
        context.Repetition = null;
        new LayerAssembler(context, target, block.Siblings, layers, depth + 1, $" in {block.Name}, used at {entry.Span}").AddAll(layers.Entries);
        context.Repetition = outer;
    }
}
