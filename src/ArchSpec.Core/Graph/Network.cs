using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Graph;

/// <summary>Which of Keras's kinds of model a summary shows.</summary>
public enum ModelKind
{
    /// <summary>Input layers are rows, and the graph may branch.</summary>
    Functional,

    /// <summary>A chain whose input layer is no row.</summary>
    Sequential,
}

/// <summary>A resolved network: a directed acyclic graph of layer calls with known shapes and weights.</summary>
public sealed class Network
{
    internal Network(string name, ModelKind kind, ImmutableArray<Node> nodes, ImmutableArray<Connection> inputs, ImmutableArray<Connection> outputs)
    {
        Name = name;
        Kind = kind;
        Nodes = nodes;
        Inputs = inputs;
        Outputs = outputs;
        Layers = [.. nodes.Select(node => node.Layer).Distinct()];
        foreach (var node in nodes)
        {
            Size += node.Body?.Size ?? 1;
        }
    }

    /// <summary>The spec's name, or Keras's automatic one.</summary>
    public string Name { get; }

    /// <summary>Which kind of model a summary shows.</summary>
    public ModelKind Kind { get; }

    /// <summary>Every call of every layer, inputs included, each after the nodes that it takes its inputs from.</summary>
    public ImmutableArray<Node> Nodes { get; }

    /// <summary>The layers, in the order of their construction; one that is called twice stands once.</summary>
    public ImmutableArray<LayerInstance> Layers { get; }

    /// <summary>What the model is given, in order.</summary>
    public ImmutableArray<Connection> Inputs { get; }

    /// <summary>What the model returns, in order.</summary>
    public ImmutableArray<Connection> Outputs { get; }

    /// <summary>Which weights the spec asks for, and for which layers.</summary>
    public ImmutableArray<WeightsReference> WeightSources { get; internal set; } = [];

    /// <summary>
    /// What a pixel of a picture is to it: what the spec says of its only input; else what the published weights that the spec asks for were
    /// trained on; else 0 to 1.
    /// </summary>
    public PixelRange Range => Inputs is [var only] && only.Source.Layer.Range is { } range ? range : PixelRange.Unit;

    /// <summary>Whether <see cref="Range"/> follows from the weights that the spec asks for, and not from its <c>range</c>.</summary>
    public bool IsRangeImplied { get; internal set; }

    /// <summary>Where its layers come from: the files, the base first, and the uses of blocks; null inside of a network.</summary>
    internal IReadOnlyList<Expansion>? Expansions { get; set; }

    /// <summary>The layer types that it was resolved with; null inside of a network.</summary>
    internal LayerRegistry? Registry { get; set; }

    /// <summary>How many calls it is once blocks and models are taken apart.</summary>
    internal int Size { get; }

    /// <summary>All weights, trainable or not, in number of values.</summary>
    public long Parameters => Layers.Sum(layer => layer.Parameters);

    /// <summary>The weights that training changes, in number of values.</summary>
    public long TrainableParameters => Layers.Sum(layer => layer.TrainableParameters);

    /// <summary>Floating-point operations of one sample's forward pass.</summary>
    public long Flops => Nodes.Sum(node => node.Flops);
}

/// <summary>Weights that a spec asks for.</summary>
/// <param name="Source">A known set such as <c>imagenet</c>, or a file as the spec names it.</param>
/// <param name="FullPath">The file, absolute; null for a known set.</param>
/// <param name="Layers">The names of the layers that they are for.</param>
/// <param name="Span">Where the spec says so.</param>
public sealed record WeightsReference(string Source, string? FullPath, ImmutableArray<string> Layers, SourceSpan Span);
