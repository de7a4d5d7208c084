using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Makes some images grey in training, as <c>keras.layers.RandomGrayscale</c>: H × W × 3 (or 1), unchanged. All channels become
/// 0.2989 · red + 0.587 · green + 0.114 · blue.
/// </summary>
public sealed class RandomGrayscale : ILayer
{
    private static readonly Argument<double> Factor = Argument.NumberBetween("factor", "share of the images that become grey", 0, 1, 0.5);

    /// <inheritdoc/>
    public string Type => "RandomGrayscale";

    /// <inheritdoc/>
    public string Summary => "Makes images grey at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireColorsOrGrey();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Pin(context.Inputs[0], "a grey is made of all channels");
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
            var (noise, factor) = (new Noise(call.Get(Randomness.Seed)), call.Get(Factor));
            return on => on.Training && on.Input.shape[1] == 3
                ? where(noise.PerImage(on.Input, 0, 1).IsAtLeast(factor).logical_not().reshape(-1, 1, 1, 1), ColorChange.Grey(on.Input), on.Input)
                : on.Input;
        }
    }
}
