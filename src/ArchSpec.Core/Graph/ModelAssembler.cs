using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Adds a model inside of the model to a network under construction, and calls it.</summary>
/// <param name="context">What the whole network shares.</param>
/// <param name="assembly">The network around.</param>
/// <param name="blocks">The blocks that may be used here, and inside.</param>
/// <param name="home">The file or the use of a block that it stands in.</param>
/// <param name="depth">How many blocks and models are around.</param>
/// <param name="use">For messages: which use of a block this is in, with a space in front.</param>
internal sealed class ModelAssembler(
    BuildContext context, GraphAssembly assembly, IReadOnlyDictionary<string, BlockDefinition> blocks, Expansion home, int depth, string use)
{
    private readonly ModelCaller _caller = new(context.Bag, use);

    /// <summary>Adds a model with its first call.</summary>
    public void Add(ModelEntry entry, string? given, ImmutableArray<Connection>? inputs)
    {
        if (DeclaredInputs(entry, given, inputs) is not { } declared)
        {
            assembly.Break(given);
            return;
        }

        var (inner, build) = Begin(entry, declared);
        new LayerAssembler(context, inner, blocks, home, depth + 1, use).AddAll(entry.Layers);

        // Keras counts in the order of construction: what is inside, the model, and what is made when a Sequential is built.
        var name = given ?? context.AutomaticName(assembly, entry.Type);
        build?.Finish(assembly.Build, !entry.Inputs.IsEmpty, context.Names);
        if (new NetworkFinisher(context.Bag, inner).Finish(name, entry.Kind, entry.Outputs) is not { } body || inputs is null)
        {
            assembly.Break(name);
            return;
        }

        var model = new LayerInstance(name, entry.Type.Text, entry.Span) 
        {
            Body = body,
            HasAutomaticName = given is null,
            Origin = new LayerOrigin(home, entry, context.Repetition),
        };
        assembly.AddOrBreak(_caller.Call(model, 0, entry.Span, inputs.Value), name);
    }

    /// <summary>Calls a model once more.</summary>
    public void CallAgain(LayerInstance model, SourceSpan span, ImmutableArray<Connection>? inputs)
    {
        var isCounted = context.TryCount(span, model.Body!.Size);
        assembly.AddOrBreak(isCounted && inputs is { } given ? _caller.Call(model, assembly.CallsOf(model), span, given) : null, null);
    }

    private (GraphAssembly Inner, SequentialBuild? Build) Begin(ModelEntry entry, ImmutableArray<InputDeclaration> declared)
    {
        var inner = new GraphAssembly();
        var build = context.AddInputs(inner, declared, entry.Kind, !entry.Inputs.IsEmpty);
        if (declared is [{ Name: null }])
        {
            inner.Name(GraphAssembly.BlockInputName, inner.Current); // nobody could know which number it has
        }

        return (inner, build);
    }

    // Null where it follows from the inputs, and those have an error.
    private ImmutableArray<InputDeclaration>? DeclaredInputs(ModelEntry entry, string? name, ImmutableArray<Connection>? inputs)
    {
        if (!entry.Inputs.IsEmpty || inputs is null)
        {
            return entry.Inputs.IsEmpty ? null : entry.Inputs;
        }

        if (inputs is [var only])
        {
            return [new InputDeclaration(null, only.Shape, entry.Span)];
        }

        context.Bag.Add(SpecErrors.WrongInputCount(entry.Span, entry.Type.Text, name ?? "", "one input unless it declares its 'inputs'", inputs.Value.Length));
        return null;
    }
}
