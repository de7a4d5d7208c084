using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Each step several times: L × C to L · size × C, as <c>keras.layers.UpSampling1D</c>.</summary>
public sealed class UpSampling1D : ILayer
{
    private static readonly Argument<int> Size = Argument.Int("size", "how often each step is repeated", defaultValue: 2);

    /// <inheritdoc/>
    public string Type => "UpSampling1D";

    /// <inheritdoc/>
    public string Summary => "Repeats each step of a sequence.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Size];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var image = Space.Sequence.Require(call);
        return new Shape(image[1] * call.Get(Size), image[2]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var size = call.Get(Size);
            return on => on.Input.unsqueeze(2).expand(-1, -1, size, -1).flatten(1, 2);
        }
    }
}
