using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>An activation as a layer of its own, as <c>keras.layers.Activation</c>; any shape, unchanged.</summary>
public sealed class ActivationLayer : ILayer
{
    private static readonly Argument<KerasObject> Function = Argument.Object("activation", "which activation", Activations.All);

    /// <inheritdoc/>
    public string Type => "Activation";

    /// <inheritdoc/>
    public string Summary => "Applies an activation.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Function];

    /// <inheritdoc/>
    public Argument<KerasObject> Activation => Function;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        Activations.PinIfMixing(call.Get(Function), context.Inputs[0], context);
        return context.Inputs[0];
    }

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var activation = call.Get(Function);
            return on => Activations.Torch.Apply(activation, on.Input);
        }
    }
}
