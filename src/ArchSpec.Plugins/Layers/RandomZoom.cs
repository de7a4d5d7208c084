using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Zooms each image about its middle in training, as <c>keras.layers.RandomZoom</c>: H × W × C, unchanged.</summary>
public sealed class RandomZoom : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> HeightFactor = Argument.Range(
        "height_factor", "the range of the zoom; out above 0 and in below it, f meaning −f to f", -1, 1);

    private static readonly Argument<IReadOnlyList<double>?> WidthFactor = Argument.OptionalRange(
        "width_factor", "the range of the horizontal zoom; that of the vertical one, image by image, where it is not given", -1, 1);

    /// <inheritdoc/>
    public string Type => "RandomZoom";

    /// <inheritdoc/>
    public string Summary => "Zooms images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [HeightFactor, WidthFactor, Randomness.FillMode, Randomness.Interpolation, Randomness.Seed, Randomness.FillValue, DataFormat.Argument];

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
            var (noise, transform) = (new Noise(call.Get(Randomness.Seed)), Randomness.Torch.Transform(call));
            var (height, width) = (call.Get(HeightFactor), call.Get(WidthFactor));
            return on =>
            {
                if (!on.Training)
                {
                    return on.Input;
                }

                var down = Draw(noise, on.Input, height);
                var across = width is null ? down : Draw(noise, on.Input, width);
                return transform.Apply(on.Input, PixelMotion.Zoom(down, across, on.Input.shape[2], on.Input.shape[3]));
            };
        }

        private static Tensor Draw(Noise noise, Tensor images, IReadOnlyList<double> factor)
        {
            var (lower, upper) = Randomness.Ends(factor);
            return noise.PerImage(images, 1 + lower, 1 + upper);
        }
    }
}
