using ArchSpec.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>A window's padding in TorchSharp: symmetric padding is left to the operator, the rest is added before it.</summary>
internal sealed class TorchWindow
{
    private readonly long[]? _added;
    private readonly double _value;

    /// <summary>Makes the padding of a window over images of a shape.</summary>
    /// <param name="window">The window.</param>
    /// <param name="image">H × W × C.</param>
    /// <param name="value">What is added: 0 for a convolution, −∞ for a maximum.</param>
    public TorchWindow(Window window, Shape image, double value)
    {
        var (top, bottom) = window.Padding(image[0] ?? throw Unknown(image), 0);
        var (left, right) = window.Padding(image[1] ?? throw Unknown(image), 1);
        var symmetric = top == bottom && left == right;
        OperatorPadding = symmetric ? [top, left] : [0, 0];
        _added = symmetric ? null : [left, right, top, bottom];
        _value = value;
        Kernel = [window.Kernel.Height, window.Kernel.Width];
        Strides = [window.Strides.Height, window.Strides.Width];
        Dilation = [window.Dilation.Height, window.Dilation.Width];
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilation { get; }

    public long[] OperatorPadding { get; }

    /// <summary>N × C × H × W with what the operator cannot pad itself.</summary>
    public Tensor Pad(Tensor x) => _added is null ? x : nn.functional.pad(x, _added, PaddingModes.Constant, _value);

    private static LayerException Unknown(Shape image) => new($"the size of the image must be known, received {image}");
}
