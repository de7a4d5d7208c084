using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// An activation as a layer of its own, as <c>keras.layers.Activation</c>; any shape, unchanged but for
/// <c>glu</c>, which halves the channels.
/// </summary>
public sealed class ActivationLayer : ILayer
{
    private static readonly Argument<KerasObject> Function = Argument.Object("activation", "which activation", Activations.All).Showing("relu");

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
    public Shape InferShape(LayerCall call)
    {
        if (!IsGlu(call))
        {
            return call.Input;
        }

        // What comes out; Keras's table shows the input's shape.
        var channels = call.Input.RequireChannels();
        return channels % 2 == 0
            ? call.Input.WithChannels(channels / 2)
            : throw new LayerException($"glu needs an even number of channels, received {call.Input}");
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        Activations.PinIfMixing(call.Get(Function), context.Inputs[0], context);
        return IsGlu(call) ? context.Inputs[0][..(context.Inputs[0].Length / 2)] : context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => IsGlu(call) ? null : Activations.Bounds(call.Get(Function), context.Inputs[0]);

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => call.Get(Function).Name == "linear" ? ValueChange.Never : ValueChange.Always;

    private static bool IsGlu(LayerCall call) => call.Get(Function).Name == "glu";

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var activation = call.Get(Function);
            return on => Activations.Torch.Apply(activation, on.Input);
        }
    }
}
