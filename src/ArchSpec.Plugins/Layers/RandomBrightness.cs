using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Makes each image lighter or darker in training, as <c>keras.layers.RandomBrightness</c>: H × W × C, unchanged. One number is added to
/// all values of an image, within value_range.
/// </summary>
public sealed class RandomBrightness : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of what is added, as a share of value_range; f means −f to f", -1, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomBrightness";

    /// <inheritdoc/>
    public string Summary => "Makes images lighter or darker at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, Randomness.Seed];

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
            var (noise, limits) = (new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call));
            var (lower, upper) = Randomness.Ends(call.Get(Factor));
            return on => on.Training ? ColorChange.Brightness(on.Input, noise.PerImage(on.Input, lower, upper), limits) : on.Input;
        }
    }
}
