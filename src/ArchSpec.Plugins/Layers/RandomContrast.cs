using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Changes the contrast of each image in training, as <c>keras.layers.RandomContrast</c>: H × W × C, unchanged. Each channel
/// keeps its mean: x becomes (x − mean) · factor + mean, within value_range.
/// </summary>
public sealed class RandomContrast : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "[lower, upper]: the contrast is multiplied by 1 − lower to 1 + upper; f means [0, f]", 0, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomContrast";

    /// <inheritdoc/>
    public string Summary => "Changes the contrast of images at random in training.";

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
            var (lower, upper) = Randomness.EndsFromZero(call.Get(Factor));
            return on => on.Training ? ColorChange.Contrast(on.Input, noise.PerImage(on.Input, 1 - lower, 1 + upper), limits) : on.Input;
        }
    }
}
