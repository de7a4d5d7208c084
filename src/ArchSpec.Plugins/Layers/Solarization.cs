using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Adds to the values of each image and makes a negative of what is then not below a threshold, in training, as
/// <c>keras.layers.Solarization</c>: H × W × C, unchanged.
/// </summary>
public sealed class Solarization : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Addition = Argument.Range(
        "addition_factor", "the range of what is added first, as a share of value_range; f means 0 to f", 0, 1, true, 0);

    private static readonly Argument<IReadOnlyList<double>> Threshold = Argument.Range(
        "threshold_factor", "the range of the threshold, as a share of value_range; f means 0 to f", 0, 1, true, 0);

    /// <inheritdoc/>
    public string Type => "Solarization";

    /// <inheritdoc/>
    public string Summary => "Makes negatives of the light parts of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Addition, Threshold, Randomness.ValueRange, Randomness.Seed, DataFormat.Argument];

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
            var (addition, threshold) = (Randomness.EndsFromZero(call.Get(Addition)), Randomness.EndsFromZero(call.Get(Threshold)));
            return on => on.Training ? Change(on.Input, limits, Draw(noise, on.Input, addition), Draw(noise, on.Input, threshold)) : on.Input;
        }

        // As Keras computes it: of 255, the upper end alone is a share.
        private static Tensor Draw(Noise noise, Tensor x, (double Lower, double Upper) ends) =>
            noise.PerImage(x, ends.Lower, ends.Upper * 255).reshape(-1, 1, 1, 1);

        private static Tensor Change(Tensor x, (double Low, double High) limits, Tensor added, Tensor threshold)
        {
            var lighter = ValueScale.ToBytes(x, limits).Plus(added).Clamped(0, 255);
            return ValueScale.FromBytes(where(lighter.lt(threshold), lighter, lighter.SubtractedFrom(255)), limits);
        }
    }
}
