using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Multiplies by noise of a normal distribution around 1 with variance rate / (1 − rate) in training, as
/// <c>keras.layers.GaussianDropout</c> (Srivastava et al. 2014); any shape, unchanged.
/// </summary>
public sealed class GaussianDropout : ILayer
{
    // Keras takes 1 too and then divides by 0 in training.
    private static readonly Argument<double> Rate = Argument.Number("rate", "share of the values that a dropout of the same strength drops", 0, below: 1);

    /// <inheritdoc/>
    public string Type => "GaussianDropout";

    /// <inheritdoc/>
    public string Summary => "Multiplies by normal noise around 1 in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rate, Randomness.Seed];

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
            var (rate, noise) = (call.Get(Rate), new Noise(call.Get(Randomness.Seed)));
            return on => on.Training && rate > 0 ? on.Input.mul(noise.NormalLike(on.Input, 1, Math.Sqrt(rate / (1 - rate)))) : on.Input;
        }
    }
}
