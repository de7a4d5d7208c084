using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Turns the colours of each image in training, as <c>keras.layers.RandomHue</c>: H × W × 3, unchanged. The hue is moved by up to half
/// a turn of the colour circle, to either side.
/// </summary>
public sealed class RandomHue : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of the turn, to either side: 1 is half a turn; f means 0 to f", 0, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomHue";

    /// <inheritdoc/>
    public string Summary => "Turns the colours of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireColors();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Pin(context.Inputs[0], "hue is a matter of all three channels");
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
            var ends = Randomness.EndsFromZero(call.Get(Factor));
            return on => on.Training ? ColorChange.Hue(on.Input, ColorChange.Turns(noise, on.Input, ends), limits) : on.Input;
        }
    }
}
