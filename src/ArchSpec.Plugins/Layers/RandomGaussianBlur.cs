using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Blurs some images in training, as <c>keras.layers.RandomGaussianBlur</c>: H × W × C, unchanged. As in Keras the deviations across and
/// down are drawn once for a batch.
/// </summary>
public sealed class RandomGaussianBlur : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range that the probability of a blur is drawn from; f means 0 to f", 0, 1, false, 0, 1);

    private static readonly Argument<Size2D> KernelSize = Argument.Size("kernel_size", "rows and columns that a pixel is made of, odd and the same", 3);

    private static readonly Argument<IReadOnlyList<double>> Sigma = Argument.Range(
        "sigma", "the range of the deviation in pixels; f means 0 to f", 0, 1, false, 0, 1);

    /// <inheritdoc/>
    public string Type => "RandomGaussianBlur";

    /// <inheritdoc/>
    public string Summary => "Blurs images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, KernelSize, Sigma, Randomness.ValueRange, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var size = call.Get(KernelSize);
        return size.Height == size.Width && size.Height % 2 == 1
            ? call.RequireImage()
            : throw new LayerException($"kernel_size must be odd and the same in both directions, in which Keras's backends agree, received {size}");
    }

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
            var (noise, limits, size) = (new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call), call.Get(KernelSize).Height);
            var (chance, deviation) = (Randomness.EndsFromZero(call.Get(Factor)), Randomness.EndsFromZero(call.Get(Sigma)));
            return on =>
            {
                if (!on.Training)
                {
                    return on.Input;
                }

                var isBlurred = Randomness.Torch.Chosen(noise, on.Input, chance);
                var sigma = noise.Uniform(on.Input, [2], deviation.Lower, deviation.Upper).Plus(1e-6);
                var blurred = Blur(Blur(on.Input, 3, size, sigma[0]), 2, size, sigma[1]);
                return where(isBlurred, blurred, on.Input).Clamped(limits.Low, limits.High);
            };
        }

        // Along one axis, with zeros beyond the edge.
        private static Tensor Blur(Tensor x, int axis, int size, Tensor sigma)
        {
            var (reach, length) = (size / 2, x.shape[axis]);
            var places = linspace(-reach, reach, size, x.dtype, x.device);
            var shares = places.div(sigma).Squared().Times(-0.5).softmax(0);
            long[] border = axis == 3 ? [reach, reach, 0, 0] : [0, 0, reach, reach];
            var padded = nn.functional.pad(x, border, PaddingModes.Constant, 0);
            return Enumerable.Range(0, size).Select(place => padded.narrow(axis, place, length).mul(shares[place])).Aggregate((sum, term) => sum.Plus(term));
        }
    }
}
