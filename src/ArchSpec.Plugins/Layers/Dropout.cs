using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets a share of the values to 0 in training and scales the others by 1 / (1 − rate), as <c>keras.layers.Dropout</c>
/// (Srivastava et al. 2014); any shape, unchanged.
/// </summary>
public sealed class Dropout : ILayer
{
    internal static readonly Argument<double> Rate = Argument.NumberBetween("rate", "share of the values that are dropped in training", 0, 1);

    /// <inheritdoc/>
    public string Type => "Dropout";

    /// <inheritdoc/>
    public string Summary => "Drops values at random in training.";

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
            var (rate, seed) = (call.Get(Rate), call.Get(Randomness.Seed));
            if (seed is null && call.Get(NoiseShape.Argument) is null)
            {
                return on => on.Training && rate > 0 ? nn.functional.dropout(on.Input, rate, training: true) : on.Input;
            }

            var noise = new Noise(seed);
            return on => on.Training && rate > 0 ? Mask.Drop(noise, on.Input, rate, batch => NoiseShape.For(call, batch)) : on.Input;
        }
    }
}
