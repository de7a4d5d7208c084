using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Lets through what is above a threshold, as <c>keras.layers.ReLU</c>; any shape, unchanged.</summary>
public sealed class ReLU : ILayer
{
    /// <inheritdoc/>
    public string Type => "ReLU";

    /// <inheritdoc/>
    public string Summary => "Cuts off what is below a threshold.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rectifier.MaxValue, Rectifier.NegativeSlope, Rectifier.Threshold];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Rectifier.Bounds(context.Inputs[0], call.Arguments);

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => Rectifier.Torch.Relu(on.Input, call.Arguments);
    }
}
