using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// The middle of images: H × W × C to height × width × C, as <c>keras.layers.CenterCrop</c>. Of an image that is too small,
/// the largest part of the same aspect ratio is enlarged.
/// </summary>
public sealed class CenterCrop : ILayer
{
    private static readonly Argument<int> Height = Argument.Int("height", "rows of the output");
    private static readonly Argument<int> Width = Argument.Int("width", "columns of the output");

    /// <inheritdoc/>
    public string Type => "CenterCrop";

    /// <inheritdoc/>
    public string Summary => "Takes the middle of images.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Height, Width, DataFormat.Argument];

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
            var (height, width, enlarging) = (call.Get(Height), call.Get(Width), new Resampling("bilinear", antialias: false));
            return on =>
            {
                var (x, rows, columns) = (on.Input, (int)on.Input.shape[2], (int)on.Input.shape[3]);
                return rows >= height && columns >= width
                    ? ImageCrop.Part(x, new ImageWindow((rows - height) / 2, (columns - width) / 2, height, width))
                    : enlarging.Resize(ImageCrop.ToAspectRatio(x, height, width), height, width);
            };
        }
    }
}
