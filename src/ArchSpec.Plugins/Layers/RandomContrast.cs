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

    private static readonly Argument<IReadOnlyList<double>> ValueRange = Argument.Pair("value_range", "the least and the largest value of an image", 0, 255);

    /// <inheritdoc/>
    public string Type => "RandomContrast";

    /// <inheritdoc/>
    public string Summary => "Changes the contrast of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, ValueRange, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireImage();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (noise, factor, range) = (new Noise(call.Get(Randomness.Seed)), call.Get(Factor), call.Get(ValueRange));

            // As Keras computes it: a single number is the upper end, the lower one is then 0.
            var (lower, upper) = factor is [var only] ? (0, only) : Randomness.Ends(factor);
            return on => on.Training
                ? Change(on.Input, noise.PerImage(on.Input, 1 - lower, 1 + upper).reshape(-1, 1, 1, 1)).Clamped(range[0], range[1])
                : on.Input;
        }

        private static Tensor Change(Tensor x, Tensor contrast)
        {
            var mean = x.mean([2, 3], keepdim: true);
            return x.Minus(mean).mul(contrast).Plus(mean);
        }
    }
}
