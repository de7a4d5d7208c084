using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets a share of the channels to 0 in training and scales the others by 1 / (1 − rate), as
/// <c>keras.layers.SpatialDropout1D</c> (Tompson et al. 2014): L × C, unchanged.
/// </summary>
public sealed class SpatialDropout1D : ILayer
{
    /// <inheritdoc/>
    public string Type => "SpatialDropout1D";

    /// <inheritdoc/>
    public string Summary => "Drops whole channels of sequences at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Dropout.Rate, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input.Rank == 2
        ? call.Input
        : throw new LayerException($"the input must be L × C, received {call.Input}");

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
            return on => on.Training && rate > 0 ? Mask.Drop(noise, on.Input, rate, batch => [batch[0], 1, batch[2]]) : on.Input;
        }
    }
}
