using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Makes each image sharper or softer in training, as <c>keras.layers.RandomSharpness</c>: H × W × C, unchanged. A factor of 0 is a soft
/// image, 0.5 the image as it was, and 1 one that is as much sharper.
/// </summary>
public sealed class RandomSharpness : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of the sharpness: 0 is soft, 0.5 as it was, 1 sharp; f means 0 to f", 0, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomSharpness";

    /// <inheritdoc/>
    public string Summary => "Makes images sharper or softer at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, DataFormat.Argument, Randomness.Seed];

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
            return on => on.Training ? Change(on.Input, noise.PerImage(on.Input, lower, upper).reshape(-1, 1, 1, 1), limits) : on.Input;
        }

        private static Tensor Change(Tensor x, Tensor sharpness, (double Low, double High) limits)
        {
            var softness = sharpness.Times(-2).Shift(1);
            return x.Plus(Soft(x).Minus(x).mul(softness)).Clamped(limits.Low, limits.High);
        }

        // (1 1 1, 1 5 1, 1 1 1) / 13, with zeros beyond the edge: nine times the mean of nine pixels, and four times the middle one.
        private static Tensor Soft(Tensor x) =>
            nn.functional.avg_pool2d(x, [3, 3], [1, 1], [1, 1], count_include_pad: true).Times(9.0 / 13).Plus(x.Times(4.0 / 13));
    }
}
