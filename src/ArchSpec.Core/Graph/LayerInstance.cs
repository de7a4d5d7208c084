using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Graph;

/// <summary>A layer of a network: a plugin's layer with its arguments, a block or a model with its inner network, or an input.</summary>
public sealed class LayerInstance
{
    internal LayerInstance(string name, string typeName, SourceSpan span)
    {
        Name = name;
        TypeName = typeName;
        Span = span;
    }

    /// <summary>Unique in its network.</summary>
    public string Name { get; internal set; }

    /// <summary>The layer's or the block's type, <c>Functional</c> or <c>Sequential</c>, or <c>InputLayer</c>.</summary>
    public string TypeName { get; }

    /// <summary>Where the spec declares it.</summary>
    public SourceSpan Span { get; }

    /// <summary>The layer type; null for a block, a model and an input.</summary>
    public ILayer? Layer { get; internal init; }

    /// <summary>The arguments; defaults for a block, a model and an input.</summary>
    public LayerArguments Arguments { get; internal init; } = LayerArguments.Defaults;

    /// <summary>The block that it is a use of; null otherwise.</summary>
    public BlockDefinition? Block { get; internal init; }

    /// <summary>The arguments of a block's use, as they were written; null otherwise.</summary>
    public YamlValue? Given { get; internal init; }

    /// <summary>
    /// The inner network of a block or a model, with the shapes that it was declared with; null otherwise. What a call
    /// computes is the call's <see cref="Node.Body"/>.
    /// </summary>
    public Network? Body { get; internal init; }

    /// <summary>Whether it is a model inside of the model.</summary>
    public bool IsModel => Body is not null && Block is null;

    /// <summary>The weights of a plugin's layer, in Keras's order; those of a block or a model are its inner layers'.</summary>
    public ImmutableArray<WeightSpec> Weights { get; internal init; } = [];

    /// <summary>Whether the spec says the shape of an input, so that others must keep to it; false for other layers.</summary>
    public bool HasDeclaredShape { get; internal init; }

    /// <summary>What the pixels of an input are, as the spec says or implies it; null where it does not, and for other layers.</summary>
    public PixelRange? Range { get; internal set; }

    /// <summary>Whether the name was counted and not given: names of layers after it depend on it.</summary>
    internal bool HasAutomaticName { get; set; }

    /// <summary>Where it comes from; null for an input, and for what was not read from a spec.</summary>
    internal LayerOrigin? Origin { get; set; }

    /// <summary>Whether training changes the layer.</summary>
    public bool Trainable { get; private set; } = true;

    /// <summary>Whether it is one of the network's inputs.</summary>
    public bool IsInput => Layer is null && Body is null;

    /// <summary>All weights of the layer, in number of values.</summary>
    public long Parameters => Body?.Parameters ?? Weights.Sum(weight => weight.Count);

    /// <summary>The weights that training changes, in number of values.</summary>
    public long TrainableParameters =>
        Body?.TrainableParameters ?? (Trainable ? Weights.Where(weight => weight.Trainable).Sum(weight => weight.Count) : 0);

    /// <summary>The arguments applied to inputs of the given shapes.</summary>
    public LayerCall CallOn(ImmutableArray<Shape> inputs) => new(Arguments, inputs);

    /// <summary>Training no longer changes the layer, nor the layers inside of it.</summary>
    internal void Freeze()
    {
        Trainable = false;
        foreach (var inner in Body?.Layers ?? [])
        {
            inner.Freeze();
        }
    }
}

/// <summary>Where a layer, a block or a model comes from.</summary>
/// <param name="Home">The file or the use of a block that has the item.</param>
/// <param name="Entry">The item, or the <c>join</c> of one.</param>
/// <param name="Repetition">Which times of repeated items, within the home, it is.</param>
internal sealed record LayerOrigin(Expansion Home, Entry Entry, Repetition? Repetition);
