using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>A convolution over N × C × H × W images with a window as Keras slides it.</summary>
/// <param name="window">The window.</param>
/// <param name="image">H × W × C; a sequence's H is 1.</param>
/// <param name="groups">Parts that the channels are split into.</param>
internal sealed class TorchConvolution(Window window, Shape image, int groups)
{
    private readonly TorchWindow _window = new(window, image, 0);
    private long[]? _padding;
    private ImageConvolution? _convolution;

    /// <summary>Runs it.</summary>
    /// <param name="x">N × C × H × W.</param>
    /// <param name="kernel">(filters, C / groups, h, w).</param>
    /// <param name="bias">(filters), or null.</param>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias)
    {
        var (padded, padding) = _window.Pad(x);
        if (_convolution is null || !ReferenceEquals(padding, _padding))
        {
            // Always the same but for images whose size is known only now.
            (_padding, _convolution) = (padding, new ImageConvolution(_window.Strides, padding, _window.Dilation, groups));
        }

        return _convolution.Run(padded, kernel, bias);
    }
}
