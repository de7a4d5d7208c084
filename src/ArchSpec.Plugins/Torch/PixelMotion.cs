using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>The matrices of <see cref="AffineTransform"/> that Keras's random layers make, N × 6, from a number for each image.</summary>
public static class PixelMotion
{
    /// <summary>Rotations about the middle, counter-clockwise.</summary>
    /// <param name="turns">N: 1 is a whole turn.</param>
    /// <param name="height">Rows of the images.</param>
    /// <param name="width">Columns.</param>
    public static Tensor Rotation(Tensor turns, long height, long width)
    {
        var angle = turns.Times(2 * Math.PI);
        var (cos, sin) = (angle.cos(), angle.sin());
        var (middleX, middleY) = ((width - 1) / 2.0, (height - 1) / 2.0);
        var x = cos.Times(-middleX).Plus(sin.Times(middleY)).Shift(middleX);
        var y = cos.Times(-middleY).Minus(sin.Times(middleX)).Shift(middleY);
        return stack([cos, sin.Times(-1), x, sin, cos, y], 1);
    }

    /// <summary>Zooms about the middle: the image becomes 1 / <paramref name="down"/> times as high and 1 / <paramref name="across"/> times as wide.</summary>
    public static Tensor Zoom(Tensor down, Tensor across, long height, long width)
    {
        var zero = zeros_like(down);
        var x = across.Times(-(width - 1) / 2.0).Shift((width - 1) / 2.0);
        var y = down.Times(-(height - 1) / 2.0).Shift((height - 1) / 2.0);
        return stack([across, zero, x, zero, down, y], 1);
    }

    /// <summary>Shears: takes each row from further right the lower it is, and each column from further down the more to the right it is.</summary>
    public static Tensor Shear(Tensor across, Tensor down)
    {
        var (zero, one) = (zeros_like(down), ones_like(down));
        return stack([one, across, zero, down, one, zero], 1);
    }

    /// <summary>Shifts by pixels, down and to the right.</summary>
    public static Tensor Translation(Tensor down, Tensor across)
    {
        var (zero, one) = (zeros_like(down), ones_like(down));
        return stack([one, zero, across.Times(-1), zero, one, down.Times(-1)], 1);
    }
}
