using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Images of a size: H × W × C to height × width × C, as <c>keras.layers.Resizing</c>.</summary>
public sealed class Resizing : ILayer
{
    private static readonly Argument<int> Height = Argument.Int("height", "rows of the output");
    private static readonly Argument<int> Width = Argument.Int("width", "columns of the output");
    private static readonly Argument<string> Interpolation = Argument.Choice(
        "interpolation", "how a value between pixels is made", ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5"], "bilinear");

    private static readonly Argument<bool> Crop = Argument.Flag("crop_to_aspect_ratio", "whether the image is first cut to the output's aspect ratio", false);
    private static readonly Argument<bool> Pad = Argument.Flag("pad_to_aspect_ratio", "whether the image is first padded to the output's aspect ratio", false);
    private static readonly Argument<string> FillMode = Argument.Choice("fill_mode", "what the image is padded with", ["constant"], "constant");
    private static readonly Argument<double> FillValue = Argument.Number("fill_value", "the value that is padded", double.NegativeInfinity, defaultValue: 0);
    private static readonly Argument<bool> Antialias = Argument.Flag("antialias", "whether a smaller image is made of all pixels that lie under its own", false);

    /// <inheritdoc/>
    public string Type => "Resizing";

    /// <inheritdoc/>
    public string Summary => "Makes images of a given size.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } =
        [Height, Width, Interpolation, Crop, Pad, FillMode, FillValue, Antialias, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Get(Crop) && call.Get(Pad)
        ? throw new LayerException("crop_to_aspect_ratio and pad_to_aspect_ratio cannot both be true")
        : new Shape(call.Get(Height), call.Get(Width), call.RequireImage()[2]);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        call.Get(Interpolation) is "nearest" or "bilinear" or "area" && !call.Get(Pad) ? Intervals.Means(context.Inputs[0]) : null;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var resampling = new Resampling(call.Get(Interpolation), call.Get(Antialias));
            var (height, width, fill) = (call.Get(Height), call.Get(Width), call.Get(FillValue));
            Func<Tensor, Tensor> first = call.Get(Crop) ? x => ImageCrop.ToAspectRatio(x, height, width)
                : call.Get(Pad) ? x => Padded(x, height, width, fill)
                : x => x;
            return on => resampling.Resize(first(on.Input), height, width);
        }

        private static Tensor Padded(Tensor x, int height, int width, double fill)
        {
            var frame = ImageWindow.Around((int)x.shape[2], (int)x.shape[3], height, width);
            return nn.functional.pad(x, [frame.Left, frame.Left, frame.Top, frame.Top], PaddingModes.Constant, fill);
        }
    }
}
