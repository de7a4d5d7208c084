using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>A model as Keras's JSON has it: layers with the values of their arguments, and who takes whose output.</summary>
internal sealed class KerasModel(string? name, ModelKind kind)
{
    public string? Name => name;

    public ModelKind Kind => kind;

    /// <summary>False where all layers are frozen.</summary>
    public bool Trainable { get; init; } = true;

    public List<KerasLayer> Layers { get; } = [];

    /// <summary>The model with layers added.</summary>
    public KerasModel With(IEnumerable<KerasLayer> layers)
    {
        Layers.AddRange(layers);
        return this;
    }

    /// <summary>A functional model's inputs, in order.</summary>
    public ImmutableArray<KerasTensor> Inputs { get; init; } = [];

    /// <summary>A functional model's outputs, in order.</summary>
    public ImmutableArray<KerasTensor> Outputs { get; init; } = [];

    /// <summary>The shape with the batch that a Sequential without an input layer was built for.</summary>
    public YamlValue? BuiltFor { get; init; }
}

/// <summary>A layer, a model inside of the model, or a bare operation.</summary>
internal sealed class KerasLayer
{
    /// <summary>As a spec has it.</summary>
    public string Name => KerasNames.InSpec(GivenName);

    /// <summary>As the file has it.</summary>
    public required string GivenName { get; init; }

    /// <summary>Keras's class, such as <c>Conv2D</c>.</summary>
    public required YamlScalar Class { get; init; }

    /// <summary>Where it stands in the file's structure: <c>config.layers[3]</c>.</summary>
    public required string Path { get; init; }

    public required LayerOrigin Origin { get; init; }

    public required YamlMap Config { get; init; }

    public required SourceSpan Span { get; init; }

    /// <summary>Its calls, in order; one without tensors in a Sequential, where it takes the layer above.</summary>
    public List<KerasCall> Calls { get; } = [];

    /// <summary>The model that it is, or null.</summary>
    public KerasModel? Model { get; init; }

    /// <summary>Whether it is an operation of TensorFlow, from a model of <c>tf.keras</c>.</summary>
    public bool IsOfTensorFlow { get; init; }

    public bool IsInput => Class.Text == "InputLayer";

    /// <summary>How messages name it.</summary>
    public string Place => $"{Path}, {Class.Text} '{GivenName}'";
}

/// <summary>Who made a layer's class.</summary>
internal enum LayerOrigin
{
    /// <summary>Keras.</summary>
    Keras,

    /// <summary>Keras, for an operation on tensors such as <c>x * 2</c>.</summary>
    Operation,

    /// <summary>The model's author.</summary>
    Author,
}

/// <summary>An output of a layer's call.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Call">Which of its calls, from 0.</param>
/// <param name="Output">Which of the call's outputs, from 0.</param>
/// <param name="Span">Where it is named.</param>
internal sealed record KerasTensor(string Layer, int Call, int Output, SourceSpan Span)
{
    /// <summary>The shape with the batch, where the file says it.</summary>
    public YamlValue? Shape { get; init; }
}

/// <summary>A call of a layer.</summary>
/// <param name="Inputs">What it takes, in order.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record KerasCall(ImmutableArray<KerasTensor> Inputs, SourceSpan Span)
{
    /// <summary>All that an operation is called with, in order: its tensors, and what else the call says.</summary>
    public ImmutableArray<KerasOperand> Operands { get; init; } = [];
}

/// <summary>What an operation is called with.</summary>
/// <param name="Name">Its name, where it was given by name.</param>
/// <param name="Tensor">The tensor; null for a value.</param>
/// <param name="Value">The value; null for a tensor.</param>
internal sealed record KerasOperand(string? Name, KerasTensor? Tensor, YamlValue? Value);
