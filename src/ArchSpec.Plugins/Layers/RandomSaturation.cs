using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Makes the colours of each image stronger or weaker in training, as <c>keras.layers.RandomSaturation</c>: H × W × 3, unchanged. The
/// saturation is multiplied by factor / (1 − factor): 0 and less is grey, 0.5 changes nothing.
/// </summary>
public sealed class RandomSaturation : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of the factor: 0 and less is grey, 0.5 as it was, near 1 as strong as can be; f means −f to f", -1, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomSaturation";

    /// <inheritdoc/>
    public string Summary => "Makes the colours of images stronger or weaker at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireColors();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Pin(context.Inputs[0], "saturation is a matter of all three channels");
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
            var (noise, limits) = (new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call));
            var (lower, upper) = Randomness.Ends(call.Get(Factor));
            return on => on.Training ? ColorChange.Saturation(on.Input, noise.PerImage(on.Input, lower, upper), limits) : on.Input;
        }
    }
}
