using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The geometry of a window that slides over an image or a sequence: kernel or pool size, strides, dilation and padding.
/// Source: Keras's and TensorFlow's rule for <c>same</c>, which pads the odd pixel at the bottom and on the right.
/// </summary>
/// <param name="Space">What it slides along.</param>
/// <param name="Kernel">The window, in pixels; 1 high for a sequence.</param>
/// <param name="Strides">The step.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Mode">One of <see cref="CausalPaddings"/>.</param>
internal sealed record Window(Space Space, Size2D Kernel, Size2D Strides, Size2D Dilation, string Mode)
{
    /// <summary>The values of the argument <c>padding</c>.</summary>
    public static IReadOnlyList<string> Paddings { get; } = ["valid", "same"];

    /// <summary>The values where padding may also stand in front alone, so that no output sees what comes after it.</summary>
    public static IReadOnlyList<string> CausalPaddings { get; } = ["valid", "same", "causal"];

    /// <summary>The shape of the output, H' × W' × <paramref name="channels"/> or L' × <paramref name="channels"/>.</summary>
    /// <param name="image">The input, lifted to H × W × C by <see cref="Plugins.Space.Require"/>.</param>
    /// <param name="windowName">The argument that gives the window.</param>
    /// <param name="channels">Of the output.</param>
    /// <exception cref="LayerException">The window is larger than the image.</exception>
    /// <exception cref="OverflowException">The window has more pixels than can be counted.</exception>
    public Shape Slide(Shape image, string windowName, int channels) =>
        Space.Lower(Slide(image, 0, windowName), Slide(image, 1, windowName), channels);

    /// <summary>The padding before and behind the image on an axis (0 = vertical), in pixels.</summary>
    public (int Before, int Behind) Padding(int size, int axis)
    {
        if (Mode != "same")
        {
            return (Mode == "causal" ? Extent(axis) - 1 : 0, 0);
        }

        var steps = (size - 1) / Strides[axis];
        var total = Math.Max((steps * Strides[axis]) + Extent(axis) - size, 0);
        return (total / 2, total - (total / 2));
    }

    /// <summary>The pixels from the window's first to its last on an axis.</summary>
    public int Extent(int axis) => ((Kernel[axis] - 1) * Dilation[axis]) + 1;

    private int? Slide(Shape image, int axis, string windowName)
    {
        if (Mode != "valid")
        {
            return ((image[axis] - 1) / Strides[axis]) + 1;
        }

        return image[axis] < Extent(axis)
            ? throw new LayerException($"{windowName} {Space.Text(Kernel)} does not fit into its input {Space.Lower(image)} with padding valid")
            : ((image[axis] - Extent(axis)) / Strides[axis]) + 1;
    }
}
