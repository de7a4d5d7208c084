using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Shifts each image in training, as <c>keras.layers.RandomTranslation</c>: H × W × C, unchanged.</summary>
public sealed class RandomTranslation : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> HeightFactor = Argument.Range(
        "height_factor", "the range of the shift as a share of the height; down above 0, f meaning −f to f", -1, 1);

    private static readonly Argument<IReadOnlyList<double>> WidthFactor = Argument.Range(
        "width_factor", "the range of the shift as a share of the width; to the right above 0, f meaning −f to f", -1, 1);

    /// <inheritdoc/>
    public string Type => "RandomTranslation";

    /// <inheritdoc/>
    public string Summary => "Shifts images at random in training.";

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
            return on => on.Training
                ? transform.Apply(on.Input, PixelMotion.Translation(Draw(noise, on.Input, height, 2), Draw(noise, on.Input, width, 3)))
                : on.Input;
        }

        private static Tensor Draw(Noise noise, Tensor images, IReadOnlyList<double> factor, int axis)
        {
            var ((lower, upper), size) = (Randomness.Ends(factor), images.shape[axis]);
            return noise.PerImage(images, lower * size, upper * size);
        }
    }
}
