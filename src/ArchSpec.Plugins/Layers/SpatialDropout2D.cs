using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets a share of the channels to 0 in training and scales the others by 1 / (1 − rate), as
/// <c>keras.layers.SpatialDropout2D</c> (Tompson et al. 2014): H × W × C, unchanged.
/// </summary>
public sealed class SpatialDropout2D : ILayer
{
    /// <inheritdoc/>
    public string Type => "SpatialDropout2D";

    /// <inheritdoc/>
    public string Summary => "Drops whole channels of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Dropout.Rate, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireImage();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.InTraining;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (rate, noise) = (call.Get(Dropout.Rate), new Noise(call.Get(Randomness.Seed)));
            return on => on.Training && rate > 0 ? Mask.Drop(noise, on.Input, rate, batch => [batch[0], 1, 1, batch[3]]) : on.Input;
        }
    }
}
