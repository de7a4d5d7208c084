using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Mirrors half of the images in training, as <c>keras.layers.RandomFlip</c>: H × W × C, unchanged. As in Keras, one draw
/// decides for an image, so that both ways at once turn it by half a turn.
/// </summary>
public sealed class RandomFlip : ILayer
{
    private static readonly Argument<string> Mode = Argument.Choice(
        "mode", "which sides change places", ["horizontal", "vertical", "horizontal_and_vertical"], "horizontal_and_vertical");

    /// <inheritdoc/>
    public string Type => "RandomFlip";

    /// <inheritdoc/>
    public string Summary => "Mirrors images at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Mode, Randomness.Seed, DataFormat.Argument];

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
            var noise = new Noise(call.Get(Randomness.Seed));
            long[] axes = call.Get(Mode) switch { "horizontal" => [3], "vertical" => [2], _ => [2, 3] };
            return on => on.Training
                ? where(noise.PerImage(on.Input, 0, 1).IsAtMost(0.5).reshape(-1, 1, 1, 1), on.Input.flip(axes), on.Input)
                : on.Input;
        }
    }
}
