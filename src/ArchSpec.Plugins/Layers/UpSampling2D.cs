using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>A larger image: H × W × C to H · size × W · size × C, as <c>keras.layers.UpSampling2D</c>.</summary>
public sealed class UpSampling2D : ILayer
{
    private static readonly Argument<Size2D> Size = Argument.Size("size", "factors of height and width", 2);
    private static readonly Argument<string> Interpolation = Argument.Choice(
        "interpolation", "how pixels in between are computed", ["nearest", "bilinear", "bicubic", "lanczos3", "lanczos5"], "nearest");

    /// <inheritdoc/>
    public string Type => "UpSampling2D";

    /// <inheritdoc/>
    public string Summary => "Enlarges an image by whole factors.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Size, DataFormat.Argument, Interpolation];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (image, size) = (call.RequireImage(), call.Get(Size));
        return new Shape(image[0] * size.Height, image[1] * size.Width, image[2]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        call.Get(Interpolation) is "nearest" or "bilinear" ? Intervals.Means(context.Inputs[0]) : null;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (size, interpolation) = (call.Get(Size), call.Get(Interpolation));
            return interpolation switch
            {
                "nearest" => on => Repeat(on.Input, size),
                "bilinear" => on => nn.functional.interpolate(on.Input, Target(on.Input, size), mode: InterpolationMode.Bilinear, align_corners: false),
                _ => on => Resample(on.Input, size, ResampleKernels.Of(interpolation)),
            };
        }

        // Exact for every factor, which libtorch's own nearest neighbours are not: they divide by it in float32.
        private static Tensor Repeat(Tensor x, Size2D size)
        {
            var pixels = TorchAxes.ToKeras(x);
            var repeated = pixels.unsqueeze(2).unsqueeze(4).expand(-1, -1, size.Height, -1, size.Width, -1);
            return TorchAxes.FromKeras(repeated.flatten(3, 4).flatten(1, 2));
        }

        private static Tensor Resample(Tensor x, Size2D size, ResampleKernel kernel)
        {
            var target = Target(x, size);
            var rows = ResampleKernels.Weights(x.shape[2], target[0], kernel).to(x.dtype, x.device);
            var columns = ResampleKernels.Weights(x.shape[3], target[1], kernel).to(x.dtype, x.device);
            return TorchAxes.ChannelsLast(rows.matmul(x).matmul(columns.t()));
        }

        private static long[] Target(Tensor x, Size2D size) => [x.shape[2] * size.Height, x.shape[3] * size.Width];
    }
}
