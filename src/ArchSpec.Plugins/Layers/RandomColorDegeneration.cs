using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Brings the colours of each image nearer to grey in training, as <c>keras.layers.RandomColorDegeneration</c>: H × W × 3 (or 1),
/// unchanged. x becomes x + factor · (grey − x), within value_range.
/// </summary>
public sealed class RandomColorDegeneration : ILayer
{
    private static readonly Argument<IReadOnlyList<double>> Factor = Argument.Range(
        "factor", "the range of the way to grey: 0 is none of it and 1 all; f means −f to f", -1, 1, boundedEnds: false);

    /// <inheritdoc/>
    public string Type => "RandomColorDegeneration";

    /// <inheritdoc/>
    public string Summary => "Brings the colours of images nearer to grey at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Factor, Randomness.ValueRange, DataFormat.Argument, Randomness.Seed];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireColorsOrGrey();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Pin(context.Inputs[0], "a grey is made of all channels");
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
            var (noise, limits) = (new Noise(call.Get(Randomness.Seed)), Randomness.Limits(call));
            var (lower, upper) = Randomness.Ends(call.Get(Factor));
            return on => on.Training ? ColorChange.Degenerate(on.Input, noise.PerImage(on.Input, lower, upper), limits) : on.Input;
        }
    }
}
