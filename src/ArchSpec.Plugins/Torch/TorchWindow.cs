using ArchSpec.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// A window's padding in TorchSharp: symmetric padding is left to the operator, the rest is added before it. Where the size of
/// the image is known only when the network runs, the padding is computed then.
/// </summary>
internal sealed class TorchWindow
{
    private readonly Window _window;
    private readonly double _value;
    private readonly Fit? _known;

    /// <summary>Makes the padding of a window over images of a shape.</summary>
    /// <param name="window">The window.</param>
    /// <param name="image">H × W × C; a sequence's H is 1.</param>
    /// <param name="value">What is added: 0 for a convolution, −∞ for a maximum.</param>
    public TorchWindow(Window window, Shape image, double value)
    {
        (_window, _value) = (window, value);
        _known = image[0] is { } height && image[1] is { } width ? FitOf(height, width) : null;
        Kernel = [window.Kernel.Height, window.Kernel.Width];
        Strides = [window.Strides.Height, window.Strides.Width];
        Dilation = [window.Dilation.Height, window.Dilation.Width];
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilation { get; }

    /// <summary>N × C × H × W with what the operator cannot pad itself, and what it can.</summary>
    /// <exception cref="LayerException">The image turns out to be smaller than the window.</exception>
    public (Tensor Image, long[] OperatorPadding) Pad(Tensor x)
    {
        var fit = _known ?? FitOf((int)x.shape[2], (int)x.shape[3]);
        return (fit.Added is null ? x : nn.functional.pad(x, fit.Added, PaddingModes.Constant, _value), fit.OperatorPadding);
    }

    private Fit FitOf(int height, int width)
    {
        _ = _window.Slide(new Shape(height, width, 1), "the window", 1);
        var (top, bottom) = _window.Padding(height, 0);
        var (left, right) = _window.Padding(width, 1);
        return top == bottom && left == right ? new Fit([top, left], null) : new Fit([0, 0], [left, right, top, bottom]);
    }

    private sealed record Fit(long[] OperatorPadding, long[]? Added);
}
