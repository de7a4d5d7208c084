using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Shears each image in training, as <c>keras.layers.RandomShear</c>: H × W × C, unchanged. A row is shifted the further the lower it is,
/// and a column the further the more to the right; half of the images the other way.
/// </summary>
public sealed class RandomShear : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Across = Argument.Range(
        "x_factor", "the range of the shift of a row, in columns for each row down; f means −f to f", -1, 1, true, 0);

    private static readonly Argument<IReadOnlyList<double>> Down = Argument.Range(
        "y_factor", "the range of the shift of a column, in rows for each column to the right; f means −f to f", -1, 1, true, 0);

    /// <inheritdoc/>
    public string Type => "RandomShear";

    /// <inheritdoc/>
    public string Summary => "Shears images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Across, Down, Randomness.Interpolation, Randomness.FillMode, Randomness.FillValue, DataFormat.Argument, Randomness.Seed];

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
            var (across, down) = (Randomness.Ends(call.Get(Across)), Randomness.Ends(call.Get(Down)));
            return on =>
            {
                if (!on.Training)
                {
                    return on.Input;
                }

                var sign = Randomness.Torch.Sign(noise, on.Input);
                var x = noise.PerImage(on.Input, across.Lower, across.Upper).mul(sign);
                return transform.Apply(on.Input, PixelMotion.Shear(x, noise.PerImage(on.Input, down.Lower, down.Upper).mul(sign)));
            };
        }
    }
}
