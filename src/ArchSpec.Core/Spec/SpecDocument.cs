using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>One spec file as read, with the files that it is based on and includes.</summary>
public sealed record SpecDocument
{
    /// <summary>How messages name the file.</summary>
    public required string File { get; init; }

    /// <summary>Where the file is, absolute.</summary>
    public required string FullPath { get; init; }

    /// <summary>The file's text, as the person wrote it.</summary>
    public required string Text { get; init; }

    /// <summary>The model's name, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Which kind of model the summary shows.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>The declared inputs; empty where the base declares them.</summary>
    public ImmutableArray<InputDeclaration> Inputs { get; init; } = [];

    /// <summary>The names of the layers that the model returns; empty for the last layer.</summary>
    public ImmutableArray<YamlScalar> Outputs { get; init; } = [];

    /// <summary>The layers, in order.</summary>
    public ImmutableArray<Entry> Layers { get; init; } = [];

    /// <summary>The blocks that the file may use: its own, the included and the base's.</summary>
    public ImmutableDictionary<string, BlockDefinition> Blocks { get; init; } = ImmutableDictionary<string, BlockDefinition>.Empty;

    /// <summary>The spec that this one starts from, or null.</summary>
    public BaseReference? Base { get; init; }

    /// <summary>The files whose blocks this one may use.</summary>
    public ImmutableArray<FileReference> Includes { get; init; } = [];

    /// <summary>The weights for all layers, or null.</summary>
    public WeightsDeclaration? Weights { get; init; }

    /// <summary>Every file that this one is based on or includes, and those that they need; only for the spec itself.</summary>
    public ImmutableArray<SpecDocument> Referenced { get; init; } = [];

    /// <summary>Whether the file only declares blocks for others to include.</summary>
    public bool IsLibrary { get; init; }

    /// <summary>All that the file says, as YAML; null where the document was not read from YAML.</summary>
    internal YamlMap? Root { get; init; }

    /// <summary>Its layers as YAML.</summary>
    internal YamlValue? LayersYaml => Root?.Find("layers");

    /// <summary>Whether the file says where its input comes from, even if that has errors.</summary>
    internal bool TriesInput { get; init; }

    /// <summary>Whether the file says which layers it has, even if they have errors.</summary>
    internal bool TriesLayers { get; init; }

    /// <summary>How the model is trained: its own declaration or the base's; the defaults where neither has one.</summary>
    public TrainingOptions Training { get; init; } = new();

    /// <summary>The document, the one that it is based on, and so on.</summary>
    public IEnumerable<SpecDocument> Chain()
    {
        for (var at = this; at is not null; at = at.Base?.Document)
        {
            yield return at;
        }
    }
}

/// <summary>A declared input.</summary>
/// <param name="Name">Null for an automatic one.</param>
/// <param name="Shape">Without the batch dimension.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record InputDeclaration(string? Name, Shape Shape, SourceSpan Span)
{
    /// <summary>What the pixels are, and where that is said; null where it is not.</summary>
    public RangeDeclaration? Range { get; init; }
}

/// <summary>What the pixels of an input are, as a spec says it.</summary>
/// <param name="Range">What they are.</param>
/// <param name="Span">Where it is said.</param>
public sealed record RangeDeclaration(PixelRange Range, SourceSpan Span);

/// <summary>Weights as a spec names them.</summary>
/// <param name="Source">A known set or a file relative to the spec.</param>
/// <param name="FullPath">The file, absolute; null for a known set.</param>
/// <param name="Span">Where.</param>
public sealed record WeightsDeclaration(string Source, string? FullPath, SourceSpan Span);

/// <summary>A file that another names.</summary>
/// <param name="Document">What it says.</param>
/// <param name="Span">Its name in the other file, which a rewrite replaces.</param>
public sealed record FileReference(SpecDocument Document, SourceSpan Span);

/// <summary>The spec that another starts from.</summary>
/// <param name="Document">The base.</param>
/// <param name="FileSpan">The file's name in the derived spec, which a rewrite replaces.</param>
/// <param name="Until">The last layer that is taken, or null for all.</param>
/// <param name="Trainable">Which of its layers training changes.</param>
/// <param name="Weights">Weights for its layers, or null.</param>
public sealed record BaseReference(
    SpecDocument Document, SourceSpan FileSpan, YamlScalar? Until, TrainableRange Trainable, WeightsDeclaration? Weights);

/// <summary>Which layers of a base training changes: all of <see cref="All"/>, or those from one layer up to another.</summary>
/// <param name="All">The answer where neither end is given.</param>
/// <param name="From">The first trainable layer, or null.</param>
/// <param name="Until">The last trainable layer, or null.</param>
public sealed record TrainableRange(bool All, YamlScalar? From = null, YamlScalar? Until = null);

/// <summary>A composite layer.</summary>
/// <param name="Name">Its type name.</param>
/// <param name="Parameters">In positional order.</param>
/// <param name="IsInline">Whether its layers are rows of the summary of their own.</param>
/// <param name="Layers">Its layers, as YAML: each use replaces the parameters first.</param>
/// <param name="Span">Where it is declared.</param>
public sealed record BlockDefinition(
    string Name, ImmutableArray<BlockParameter> Parameters, bool IsInline, YamlValue Layers, SourceSpan Span)
{
    /// <summary>What is declared, as YAML: parameters, layers and all.</summary>
    internal YamlMap? Source { get; init; }

    /// <summary>The blocks that its own layers may use.</summary>
    internal IReadOnlyDictionary<string, BlockDefinition> Siblings { get; init; } = ImmutableDictionary<string, BlockDefinition>.Empty;

    /// <summary>The block itself and all that its layers could use.</summary>
    internal IEnumerable<BlockDefinition> WithSiblings() => Siblings.Values.Prepend(this);
}

/// <summary>A parameter of a block.</summary>
/// <param name="Name">As in <c>${name}</c>.</param>
/// <param name="Default">Null where a use must give it.</param>
public sealed record BlockParameter(string Name, YamlValue? Default);
