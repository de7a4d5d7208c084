using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets a share of the values to what SELU saturates at in training, and moves and scales all so that mean 0 and variance 1
/// stay, as <c>keras.layers.AlphaDropout</c> (Klambauer et al. 2017); any shape, unchanged.
/// </summary>
public sealed class AlphaDropout : ILayer
{
    // Keras takes 1 too and then divides by 0 in training.
    private static readonly Argument<double> Rate = Argument.Number("rate", "share of the values that are dropped in training", 0, below: 1);

    // −scale · alpha of SELU.
    private const double Saturated = -1.0507009873554804934193349852946 * 1.6732632423543772848170429916717;

    /// <inheritdoc/>
    public string Type => "AlphaDropout";

    /// <inheritdoc/>
    public string Summary => "Drops values at random in training and keeps mean and variance.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rate, NoiseShape.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => NoiseShape.Check(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        NoiseShape.Pin(call, context);
        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.InTraining;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (rate, noise) = (call.Get(Rate), new Noise(call.Get(Randomness.Seed)));
            var factor = 1 / Math.Sqrt((1 - rate) * (1 + (rate * Saturated * Saturated)));
            return on => on.Training && rate > 0 ? Drop(on.Input, Mask.Of(noise, on.Input, rate, batch => NoiseShape.For(call, batch)), rate, factor) : on.Input;
        }

        private static Tensor Drop(Tensor x, Tensor kept, double rate, double factor)
        {
            var saturated = kept.Times(-Saturated).Shift(Saturated);
            return x.mul(kept).Plus(saturated).Times(factor).Shift(-factor * Saturated * rate);
        }
    }
}
