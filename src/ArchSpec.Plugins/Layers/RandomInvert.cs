using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Makes negatives of some images in training, as <c>keras.layers.RandomInvert</c>: H × W × C, unchanged. x becomes the larger number of
/// value_range − x.
/// </summary>
public sealed class RandomInvert : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range that the probability of a negative is drawn from; f means 0 to f", 0, 1, false, 0, 1);

    /// <inheritdoc/>
    public string Type => "RandomInvert";

    /// <inheritdoc/>
    public string Summary => "Makes negatives of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, Randomness.Seed, DataFormat.Argument];

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
            var chance = Randomness.EndsFromZero(call.Get(Factor));
            return on => on.Training ? where(Randomness.Torch.Chosen(noise, on.Input, chance), on.Input.SubtractedFrom(limits.High), on.Input) : on.Input;
        }
    }
}
