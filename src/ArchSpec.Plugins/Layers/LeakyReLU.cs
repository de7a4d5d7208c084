using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Makes what is below 0 smaller (Maas et al. 2013), as <c>keras.layers.LeakyReLU</c>; any shape, unchanged.</summary>
public sealed class LeakyReLU : ILayer
{
    /// <inheritdoc/>
    public string Type => "LeakyReLU";

    /// <inheritdoc/>
    public string Summary => "Multiplies what is below 0 with a small slope.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rectifier.LeakySlope];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Rectifier.LeakyBounds(context.Inputs[0], call.Get(Rectifier.LeakySlope));

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var slope = call.Get(Rectifier.LeakySlope);
            return on => on.Input.LeakyRelu(slope);
        }
    }
}
