using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>Images of one size from images of another: each axis is one matrix of <see cref="ResizeWeights"/>.</summary>
/// <param name="interpolation">One of <see cref="ResizeWeights.Interpolations"/>.</param>
/// <param name="antialias">Whether a smaller image is made of all pixels that lie under its own.</param>
internal sealed class Resampling(string interpolation, bool antialias)
{
    private readonly Dictionary<(long From, int To), float[]> _known = [];

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

    private static Tensor Taken(Tensor x, int axis, int size) =>
        x.index_select(axis, tensor(ResizeWeights.Nearest((int)x.shape[axis], size), device: x.device));

    private Tensor Matrix(Tensor x, long from, int to)
    {
        if (!_known.TryGetValue((from, to), out var weights))
        {
            _known[(from, to)] = weights = ResizeWeights.Of(interpolation, (int)from, to, antialias);
        }

        return tensor(weights, [to, from], x.dtype, x.device);
    }
}
