using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>
/// A layer type: everything that ArchSpec knows of it. Names, arguments, defaults and meaning are Keras 3's. An
/// implementation has no state; it is one object for all layers of its type.
/// </summary>
public interface ILayer
{
    /// <summary>The name in specs and in the summary's <c>(type)</c>, such as <c>Conv2D</c>.</summary>
    string Type { get; }

    /// <summary>What the layer does, in one line.</summary>
    string Summary { get; }

    /// <summary>The arguments, in Keras's positional order.</summary>
    ImmutableArray<Argument> Arguments { get; }

    /// <summary>Whether the layer takes a list of two or more inputs (a merge) and not one.</summary>
    bool TakesSeveralInputs => false;

    /// <summary>The fewest inputs that the layer takes with these arguments.</summary>
    int LeastInputs(LayerArguments arguments) => TakesSeveralInputs ? 2 : 1;

    /// <summary>The most inputs that the layer takes with these arguments.</summary>
    int MostInputs(LayerArguments arguments) => TakesSeveralInputs ? int.MaxValue : 1;

    /// <summary>The activation that the layer applies to its output last, such as <c>softmax</c>; <c>linear</c> for none.</summary>
    Argument<KerasObject>? Activation => null;

    /// <summary>The penalty on the layer's output that training adds to the loss, where the layer has the argument.</summary>
    Argument<KerasObject?>? ActivityRegularizer => null;

    /// <summary>The penalty on the output that follows from the arguments, one of <see cref="Regularizers"/>, or null for none.</summary>
    KerasObject? ActivityPenalty(LayerArguments arguments) => ActivityRegularizer is { } argument ? arguments.Get(argument) : null;

    /// <summary>The shape of the output, H × W × C or F.</summary>
    /// <exception cref="LayerException">The arguments do not go with the inputs.</exception>
    Shape InferShape(LayerCall call);

    /// <summary>The weights, in Keras's order. Called only with inputs that <see cref="InferShape"/> accepts.</summary>
    ImmutableArray<WeightSpec> Weights(LayerCall call) => [];

    /// <summary>
    /// Floating-point operations of one sample's forward pass: a multiplication and an addition count as two; activations,
    /// biases and pooling as none.
    /// </summary>
    long Flops(LayerCall call) => 0;

    /// <summary>
    /// Says where the output's channels come from, so that pruning knows what must be removed together. A layer that does not say it
    /// keeps all channels that reach it, and the person is warned.
    /// </summary>
    /// <returns>An identity for each position of the output's last axis.</returns>
    ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => UnknownChannels.Of(this, call, context);

    /// <summary>
    /// Why a channel of the input that is the same number c everywhere cannot be replaced by a change of the weight <c>bias</c>; null
    /// where it adds c times the sum of its weights (those of the weight with an <see cref="WeightSpec.InputAxis"/>) to each output.
    /// </summary>
    /// <returns>What the layer does instead, to be read behind its name: <c>has no bias</c>.</returns>
    string? ObstacleToFolding(LayerCall call) => "cannot take it into a bias";

    /// <summary>
    /// Between which numbers the output lies in evaluation, whatever the inputs are within their own bounds, rounding included; null
    /// where nothing is known.
    /// </summary>
    ChannelBounds? Bounds(LayerCall call, IBoundContext context) => null;

    /// <summary>
    /// When the output has other values than the input: what a network ends in, such as softmax, is seen through layers that keep it.
    /// Asked only of layers with one input.
    /// </summary>
    ValueChange Changes(LayerCall call) => ValueChange.Always;

    /// <summary>Builds the layer in TorchSharp; touched only when a model is compiled.</summary>
    ITorchBuilder Torch { get; }
}
