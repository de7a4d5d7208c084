using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>One item of a list of layers.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">What every kind of item may say.</param>
public abstract record Entry(SourceSpan Span, EntryOptions Options);

/// <summary>What every item of a list of layers may say.</summary>
public sealed record EntryOptions
{
    /// <summary>Says nothing.</summary>
    public static EntryOptions None { get; } = new();

    /// <summary>The layer's name, or null for an automatic one.</summary>
    public YamlScalar? Name { get; init; }

    /// <summary>The layers that it takes its inputs from; default for the one above.</summary>
    public ImmutableArray<YamlScalar> Inputs { get; init; }

    /// <summary>Whether training changes it.</summary>
    public bool? Trainable { get; init; }

    /// <summary>How many times it stands there, one behind the other.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Whether one of them could not be read, so that the item is left out.</summary>
    internal bool HasErrors { get; init; }
}

/// <summary>A layer or a block.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Arguments">A scalar, a list of positional arguments, a mapping, or null.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">Name, inputs and the like.</param>
public sealed record LayerEntry(YamlScalar Type, YamlValue? Arguments, SourceSpan Span, EntryOptions Options) : Entry(Span, Options);

/// <summary>A model inside of the model: one row of the summary, with a graph and names of its own.</summary>
/// <param name="Type">Its type as written, which says the kind.</param>
/// <param name="Kind">Whether it is a chain.</param>
/// <param name="Inputs">Its own inputs; empty for one that is like what it is called on first.</param>
/// <param name="Layers">Its layers.</param>
/// <param name="Outputs">The names of the layers that it returns; empty for the last one.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">Name, inputs and the like.</param>
public sealed record ModelEntry(
    YamlScalar Type,
    ModelKind Kind,
    ImmutableArray<InputDeclaration> Inputs,
    ImmutableArray<Entry> Layers,
    ImmutableArray<YamlScalar> Outputs,
    SourceSpan Span,
    EntryOptions Options) : Entry(Span, Options);

/// <summary>Several chains of layers that start from the same input, and how their outputs become one.</summary>
/// <param name="Branches">The chains; an empty one is the input itself.</param>
/// <param name="Join">The merging layer, without options of its own.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">Name (of the merging layer), inputs and the like.</param>
public sealed record BranchesEntry(
    ImmutableArray<ImmutableArray<Entry>> Branches, LayerEntry Join, SourceSpan Span, EntryOptions Options) : Entry(Span, Options);

/// <summary>Another call of a layer that stands further up, with the same weights.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">Only inputs, and a name for the output of this call.</param>
public sealed record ReuseEntry(YamlScalar Layer, SourceSpan Span, EntryOptions Options) : Entry(Span, Options);

/// <summary>An item that could not be read, which has been reported: what takes its output is left out in silence.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Options">Its name, where that much could be read.</param>
public sealed record FaultyEntry(SourceSpan Span, EntryOptions Options) : Entry(Span, Options);
