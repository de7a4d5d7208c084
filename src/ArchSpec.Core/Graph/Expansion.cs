using System.Collections.Immutable;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>Which time of a repeated item this is.</summary>
/// <param name="Entry">The item with <c>repeat:</c>.</param>
/// <param name="Time">From 1.</param>
/// <param name="Outer">The repetition around it, in the same list of layers or one that holds it; null for none.</param>
internal sealed record Repetition(Entry Entry, int Time, Repetition? Outer);

/// <summary>
/// The layers of a file, or one use of a block, with the parameters replaced: where the layers of a network come from, for whoever
/// writes the file anew.
/// </summary>
internal sealed class Expansion
{
    /// <summary>The file whose own layers these are; null for a block.</summary>
    public SpecDocument? Document { get; init; }

    /// <summary>The block; null for a file.</summary>
    public BlockDefinition? Block { get; init; }

    /// <summary>The layers as YAML, with every <c>${…}</c> replaced.</summary>
    public required YamlValue? Body { get; init; }

    /// <summary>The layers as they were read, item by item of <see cref="Body"/>.</summary>
    public required ImmutableArray<Entry> Entries { get; init; }

    /// <summary>The values of the block's parameters.</summary>
    public ImmutableDictionary<string, YamlValue> Parameters { get; init; } = ImmutableDictionary<string, YamlValue>.Empty;

    /// <summary>Where the block is used; null for a file.</summary>
    public Expansion? Parent { get; init; }

    /// <summary>The item that uses the block.</summary>
    public Entry? Use { get; init; }

    /// <summary>Which times of repeated items around the use this is.</summary>
    public Repetition? Repetition { get; init; }
}
