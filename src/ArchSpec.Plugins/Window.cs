using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The geometry of a window that slides over an image: kernel or pool size, strides, dilation and padding. Source: Keras's
/// and TensorFlow's rule for <c>same</c>, which pads the odd pixel at the bottom and on the right.
/// </summary>
/// <param name="Kernel">The window, in pixels.</param>
/// <param name="Strides">The step.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Same">Whether the image is padded so that the output is as large as input / strides, rounded up.</param>
internal readonly record struct Window(Size2D Kernel, Size2D Strides, Size2D Dilation, bool Same)
{
    /// <summary>The values of the argument <c>padding</c>.</summary>
    public static IReadOnlyList<string> Paddings { get; } = ["valid", "same"];

    /// <summary>The shape of the output, H' × W' × <paramref name="channels"/>.</summary>
    /// <exception cref="LayerException">The window is larger than the image.</exception>
    /// <exception cref="OverflowException">The window has more pixels than can be counted.</exception>
    public Shape Slide(Shape image, string windowName, int channels) =>
        new(Slide(image, 0, windowName), Slide(image, 1, windowName), channels);

    /// <summary>The padding before and behind the image on an axis (0 = vertical), in pixels.</summary>
    public (int Before, int Behind) Padding(int size, int axis)
    {
        if (!Same)
        {
            return (0, 0);
        }

        var steps = (size - 1) / Strides[axis];
        var total = Math.Max((steps * Strides[axis]) + Extent(axis) - size, 0);
        return (total / 2, total - (total / 2));
    }

    private int? Slide(Shape image, int axis, string windowName)
    {
        if (Same)
        {
            return ((image[axis] - 1) / Strides[axis]) + 1;
        }

        return image[axis] < Extent(axis)
            ? throw new LayerException($"{windowName} {Kernel} does not fit into its input {image} with padding valid")
            : ((image[axis] - Extent(axis)) / Strides[axis]) + 1;
    }

    private int Extent(int axis) => ((Kernel[axis] - 1) * Dilation[axis]) + 1;
}
