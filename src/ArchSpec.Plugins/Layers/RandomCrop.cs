using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// A part of images at a random place in training, the same for a batch, as <c>keras.layers.RandomCrop</c>: H × W × C to
/// height × width × C. Otherwise, and of an image that is too small, the largest part in the middle of the same aspect ratio, resized.
/// </summary>
public sealed class RandomCrop : ILayer
{
    private static readonly Argument<int> Height = Argument.Int("height", "rows of the output");
    private static readonly Argument<int> Width = Argument.Int("width", "columns of the output");

    /// <inheritdoc/>
    public string Type => "RandomCrop";

    /// <inheritdoc/>
    public string Summary => "Takes a part of images at a random place in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Height, Width, Randomness.Seed, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => new(call.Get(Height), call.Get(Width), call.RequireImage()[2]);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Intervals.Means(context.Inputs[0]);

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (noise, height, width) = (new Noise(call.Get(Randomness.Seed)), call.Get(Height), call.Get(Width));
            var resampling = new Resampling("bilinear", antialias: false);
            return on =>
            {
                var (x, rows, columns) = (on.Input, (int)on.Input.shape[2], (int)on.Input.shape[3]);
                return on.Training && rows > height && columns > width
                    ? ImageCrop.Part(x, new ImageWindow(Draw(noise, x, rows - height), Draw(noise, x, columns - width), height, width))
                    : resampling.Resize(ImageCrop.ToAspectRatio(x, height, width), height, width);
            };
        }

        // From 0 to most; the first number beyond may come of rounding.
        private static int Draw(Noise noise, Tensor x, int most) => Math.Min((int)noise.Uniform(x, [1], 0, most + 1).to(float32).item<float>(), most);
    }
}
