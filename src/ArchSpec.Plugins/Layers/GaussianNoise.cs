using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Adds noise of a normal distribution around 0 in training, as <c>keras.layers.GaussianNoise</c>; any shape, unchanged.
/// </summary>
public sealed class GaussianNoise : ILayer
{
    private static readonly Argument<double> Deviation = Argument.NumberBetween("stddev", "standard deviation of the noise", 0, 1);

    /// <inheritdoc/>
    public string Type => "GaussianNoise";

    /// <inheritdoc/>
    public string Summary => "Adds normal noise in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Deviation, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

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
            var (deviation, noise) = (call.Get(Deviation), new Noise(call.Get(Randomness.Seed)));
            return on => on.Training && deviation > 0 ? on.Input.Plus(noise.NormalLike(on.Input, 0, deviation)) : on.Input;
        }
    }
}
