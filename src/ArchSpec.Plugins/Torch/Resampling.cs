using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>Images of one size from images of another: each axis is one matrix of <see cref="ResampleKernels"/>.</summary>
/// <param name="interpolation">nearest, area, or a kernel's name.</param>
/// <param name="antialias">Whether a smaller image is made of all pixels that lie under its own.</param>
internal sealed class Resampling(string interpolation, bool antialias)
{
    /// <summary>N × C × H × W to N × C × height × width, channels last in memory.</summary>
    public Tensor Resize(Tensor x, int height, int width)
    {
        if (interpolation == "nearest")
        {
            return Taken(Taken(x, 2, height), 3, width);
        }

        var (batch, channels, rows, columns) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var pixels = TorchAxes.ToKeras(x).reshape(batch, rows, columns * channels);
        var high = Matrix(x, rows, height).matmul(pixels).reshape(batch * height, columns, channels);
        return TorchAxes.FromKeras(Matrix(x, columns, width).matmul(high).reshape(batch, height, width, channels));
    }

    // In single precision, as the backends compute which pixel is the nearest.
    private static Tensor Taken(Tensor x, int axis, int size)
    {
        var (from, step) = (x.shape[axis], (float)x.shape[axis] / size);
        var places = Enumerable.Range(0, size).Select(pixel => Math.Min((long)MathF.Floor((pixel + 0.5f) * step), from - 1));
        return x.index_select(axis, tensor(places.ToArray(), device: x.device));
    }

    private Tensor Matrix(Tensor x, long from, long to) =>
        (interpolation == "area" ? ResampleKernels.Areas(from, to) : ResampleKernels.Weights(from, to, ResampleKernels.Of(interpolation), antialias))
        .to(x.dtype, x.device);
}
