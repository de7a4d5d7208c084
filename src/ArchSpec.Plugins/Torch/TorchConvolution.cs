using ArchSpec.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>A convolution over N × C × H × W images with a window as Keras slides it.</summary>
/// <param name="window">The window.</param>
/// <param name="image">H × W × C; a sequence's H is 1.</param>
/// <param name="groups">Parts that the channels are split into.</param>
/// <param name="filters">Channels of the output.</param>
internal sealed class TorchConvolution(Window window, Shape image, int groups, int filters)
{
    private readonly TorchWindow _window = new(window, image, 0);
    private readonly bool _hasOneChannel = image.RequireChannels() == 1;

    // libtorch 2.10 gives wrong numbers on the CPU for images that are channels last in memory where each group has one channel
    // and several filters, and a wrong gradient where it has one filter with dilation.
    private readonly bool _breaksChannelsLast = groups > 1 && groups == image.RequireChannels() && (filters > groups || window.Dilation != new Size2D(1, 1));

    /// <summary>Runs it.</summary>
    /// <param name="x">N × C × H × W.</param>
    /// <param name="kernel">(filters, C / groups, h, w).</param>
    /// <param name="bias">(filters), or null.</param>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias)
    {
        var (padded, padding) = _window.Pad(ChannelsLast.Of(x));
        if (_breaksChannelsLast)
        {
            return ChannelsLast.Of(Operate(padded.contiguous(), kernel, bias, padding));
        }

        var (given, weights) = _hasOneChannel && padded.requires_grad ? Widened(padded, kernel) : (padded, kernel);
        return Operate(given, weights, bias, padding);
    }

    private Tensor Operate(Tensor x, Tensor kernel, Tensor? bias, long[] padding) =>
        nn.functional.conv2d(x, kernel, bias, _window.Strides, padding, _window.Dilation, groups);

    // libtorch 2.10 gives a wrong gradient on the CPU for an image of one channel: a second one that meets zeros makes it right.
    private static (Tensor X, Tensor Kernel) Widened(Tensor x, Tensor kernel) =>
        (cat([x, zeros_like(x)], 1), cat([kernel, zeros_like(kernel)], 1));
}
