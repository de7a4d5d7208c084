using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// Moves the pixels of images, each by a matrix of its own, as <c>keras.ops.image.affine_transform</c>: the value at (x, y) of
/// the result is that at (a0·x + a1·y + a2, b0·x + b1·y + b2) of the image, x counting columns and y rows from 0.
/// </summary>
/// <param name="fillMode">What lies beyond the edge: reflect (d c b a | a b c d | d c b a), wrap, constant or nearest.</param>
/// <param name="interpolation">nearest or bilinear.</param>
/// <param name="fillValue">The value beyond the edge with fill mode constant.</param>
public sealed class AffineTransform(string fillMode, string interpolation, double fillValue)
{
    /// <summary>The moved images, channels last in memory.</summary>
    /// <param name="images">N × C × H × W.</param>
    /// <param name="matrices">N × 6: a0, a1, a2, b0, b1, b2.</param>
    public Tensor Apply(Tensor images, Tensor matrices)
    {
        var (batch, channels, height, width) = (images.shape[0], images.shape[1], images.shape[2], images.shape[3]);
        var pixels = TorchAxes.ToKeras(images).reshape(batch * height * width, channels);
        var x = Coordinates(matrices, 0, height, width);
        var y = Coordinates(matrices, 3, height, width);
        var moved = interpolation == "nearest"
            ? Sum(pixels, [(Round(y), Round(x), null)], height, width)
            : Sum(pixels, Around(y, x), height, width);
        return TorchAxes.FromKeras(moved.reshape(batch, height, width, channels));
    }

    // N × H × W: where in the image the values of the result are taken from.
    private static Tensor Coordinates(Tensor matrices, long first, long height, long width)
    {
        var across = linspace(0, width - 1, width, matrices.dtype, matrices.device).reshape(1, 1, width);
        var down = linspace(0, height - 1, height, matrices.dtype, matrices.device).reshape(1, height, 1);
        return across.mul(Entry(matrices, first)).Plus(down.mul(Entry(matrices, first + 1))).Plus(Entry(matrices, first + 2));
    }

    private static Tensor Entry(Tensor matrices, long column) => matrices.select(1, column).reshape(-1, 1, 1);

    // Away from 0 in the middle between two pixels, as the backends do.
    private static Tensor Round(Tensor coordinate) => coordinate.Plus(coordinate.sign().Scale(0.5)).trunc();

    // The four pixels around a place, with the share of each.
    private static List<(Tensor Y, Tensor X, Tensor? Share)> Around(Tensor y, Tensor x)
    {
        var (top, left) = (y.floor(), x.floor());
        var (bottom, right) = (top.Plus(1), left.Plus(1));
        var (down, across) = (y.Minus(top), x.Minus(left));
        var (up, back) = (bottom.Minus(y), right.Minus(x));
        return
        [
            (top, left, up.mul(back)), (top, right, up.mul(across)),
            (bottom, left, down.mul(back)), (bottom, right, down.mul(across)),
        ];
    }

    private Tensor Sum(Tensor pixels, List<(Tensor Y, Tensor X, Tensor? Share)> taps, long height, long width)
    {
        var sum = zeros_like(pixels);
        var inside = zeros(pixels.shape[0], 1, pixels.dtype, pixels.device);
        foreach (var (y, x, share) in taps)
        {
            var (row, column) = (Inside(y, height), Inside(x, width));
            var weight = Weight(share, row.eq(y).logical_and(column.eq(x)), pixels);
            sum = sum.Plus(pixels.index(TensorIndex.Tensor(Places(row, column, height, width))).mul(weight));
            inside = inside.Plus(weight);
        }

        return fillMode == "constant" && fillValue != 0 ? sum.Plus(inside.Times(-fillValue).Shift(fillValue)) : sum;
    }

    private Tensor Weight(Tensor? share, Tensor isInside, Tensor pixels)
    {
        var weight = share ?? ones_like(isInside, pixels.dtype);
        return (fillMode == "constant" ? weight.mul(isInside.to(weight.dtype)) : weight).to(pixels.dtype).reshape(-1, 1);
    }

    // The pixel of the image that stands for one beyond the edge.
    private Tensor Inside(Tensor index, long size) => fillMode switch
    {
        "reflect" => Mirrored(Remainder(index, 2 * size), size),
        "wrap" => Remainder(index, size),
        _ => index.Clamped(0, size - 1),
    };

    private static Tensor Mirrored(Tensor index, long size) => index.minimum(index.Times(-1).Shift((2 * size) - 1));

    private static Tensor Remainder(Tensor index, long size)
    {
        using Scalar divisor = size;
        return index.remainder(divisor);
    }

    // The rows of the pixels' table: ((n · height) + row) · width + column.
    private static Tensor Places(Tensor row, Tensor column, long height, long width)
    {
        using Scalar one = 1;
        using Scalar rows = height;
        using Scalar columns = width;
        var batch = row.shape[0];
        var image = linspace(0, batch - 1, batch, ScalarType.Float64, row.device).to(ScalarType.Int64).reshape(-1, 1, 1);
        return image.mul(rows).add(row.to(ScalarType.Int64), one).mul(columns).add(column.to(ScalarType.Int64), one).flatten();
    }
}
