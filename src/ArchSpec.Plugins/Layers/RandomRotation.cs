using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Rotates each image about its middle in training, as <c>keras.layers.RandomRotation</c>: H × W × C, unchanged.
/// </summary>
public sealed class RandomRotation : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of turns, 1 being a whole one; counter-clockwise above 0, f meaning −f to f", -1, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomRotation";

    /// <inheritdoc/>
    public string Summary => "Rotates images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.FillMode, Randomness.Interpolation, Randomness.Seed, Randomness.FillValue, DataFormat.Argument];

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
            var (lower, upper) = Randomness.Ends(call.Get(Factor));
            return on => on.Training
                ? transform.Apply(on.Input, PixelMotion.Rotation(noise.PerImage(on.Input, lower, upper), on.Input.shape[2], on.Input.shape[3]))
                : on.Input;
        }
    }
}
