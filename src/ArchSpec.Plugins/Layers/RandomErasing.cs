using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Erases a rectangle of some images in training (Zhong et al. 2020), as <c>keras.layers.RandomErasing</c>: H × W × C, unchanged.
/// </summary>
public sealed class RandomErasing : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range that the probability of erasing is drawn from; f means 0 to f", 0, 1, false, 0, 1);

    private static readonly Argument<IReadOnlyList<double>> Scale = Argument.Range(
        "scale", "the range of the share whose square root is drawn for the rectangle's height and width; f means 0 to f", 0, 1, false, 0.02, 0.33);

    private static readonly Argument<IReadOnlyList<double>?> FillValue = Argument.OptionalNumbers(
        "fill_value", "what fills the rectangle: a number, or a list of one for each channel; normal noise where it is not given");

    /// <inheritdoc/>
    public string Type => "RandomErasing";

    /// <inheritdoc/>
    public string Summary => "Erases a rectangle of images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Scale, FillValue, Randomness.ValueRange, Randomness.Seed, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        if (call.Get(FillValue) is { Count: > 1 } fill && fill.Count != call.RequireImage().RequireChannels())
        {
            throw new LayerException(string.Create(
                CultureInfo.InvariantCulture,
                $"fill_value must be one number or {call.Input.RequireChannels()}, one for each channel of its input {call.Input}, received {fill.Count}"));
        }

        return call.RequireImage();
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        if (call.Get(FillValue) is { Count: > 1 })
        {
            context.Pin(context.Inputs[0], "fill_value lists a number for each channel");
        }

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
            var (noise, limits, fill) = (new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call), call.Get(FillValue));
            var (chance, scale) = (Randomness.EndsFromZero(call.Get(Factor)), Randomness.EndsFromZero(call.Get(Scale)));
            return on =>
            {
                if (!on.Training)
                {
                    return on.Input;
                }

                var x = on.Input;
                var erased = Inside(noise, x, 2, scale).logical_and(Inside(noise, x, 3, scale)).logical_and(Randomness.Torch.Chosen(noise, x, chance));
                var filling = fill is null ? noise.NormalLike(x, 0, limits.High) : PerChannel.Torch.Along(fill, x);
                return where(erased, filling.Clamped(limits.Low, limits.High), x);
            };
        }

        // Where the rectangle is along an axis: N × 1 × H × 1 or N × 1 × 1 × W.
        private static Tensor Inside(Noise noise, Tensor x, int axis, (double Lower, double Upper) scale)
        {
            var size = x.shape[axis];
            var length = noise.PerImage(x, scale.Lower, scale.Upper).sqrt().Times(size);
            var start = noise.PerImage(x, 0, 1).mul(length.SubtractedFrom(size));
            var places = TorchAxes.Along(linspace(0, size - 1, size, x.dtype, x.device), axis, 4);
            return places.ge(start.reshape(-1, 1, 1, 1)).logical_and(places.lt(start.Plus(length).reshape(-1, 1, 1, 1)));
        }
    }
}
