using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// The geometry of a transposed convolution: each pixel of the input paints the window onto the output, <c>strides</c> apart,
/// and what stands over is cut off. Source: <c>compute_conv_transpose_output_shape</c> of Keras, and TensorFlow, which cuts the
/// odd pixel at the bottom and on the right.
/// </summary>
/// <param name="Window">The window.</param>
/// <param name="OutputPadding">What the output has over the least size, or null for Keras's default.</param>
internal sealed record TransposedWindow(Window Window, Size2D? OutputPadding)
{
    /// <summary>The shape of the output, H' × W' × <paramref name="channels"/> or L' × <paramref name="channels"/>.</summary>
    public Shape Paint(Shape image, int channels) => Window.Space.Lower(Size(image[0], 0), Size(image[1], 1), channels);

    /// <summary>The pixels that are cut off before and behind on an axis; below 0, pixels that are added there.</summary>
    public (int Before, int Behind) Cut(int axis)
    {
        var total = Total(axis);
        var before = Math.Max(total / 2, 0);
        return (before, total - before);
    }

    private int? Size(int? input, int axis) => ((input - 1) * Window.Strides[axis]) + Window.Extent(axis) - Total(axis);

    private int Total(int axis)
    {
        var (extent, stride) = (Window.Extent(axis), Window.Strides[axis]);
        if (Window.Space.IsSequence && axis == 0)
        {
            return 0;
        }

        return (Window.Mode, OutputPadding) switch
        {
            ("same", null) => extent - stride,
            ("same", { } added) => extent - (extent % 2) - added[axis],
            (_, null) => Math.Min(extent - stride, 0),
            (_, { } added) => -added[axis],
        };
    }
}
