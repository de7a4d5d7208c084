using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// A transposed convolution over N × C × H × W images as Keras's TensorFlow and JAX backends compute it. libtorch cuts both
/// sides alike; the pixel that is left over is cut behind it.
/// </summary>
internal sealed class TorchTransposedConvolution
{
    private readonly ImageConvolution _convolution;
    private readonly long[]? _rest;
    private readonly bool _grows;

    public TorchTransposedConvolution(TransposedWindow transposed)
    {
        var (vertical, horizontal, window) = (transposed.Cut(0), transposed.Cut(1), transposed.Window);
        long[] strides = [window.Strides.Height, window.Strides.Width];
        long[] dilation = [window.Dilation.Height, window.Dilation.Width];
        _convolution = new ImageConvolution(strides, [vertical.Before, horizontal.Before], dilation, 1) { Transposed = true };
        var (bottom, right) = (vertical.Before - vertical.Behind, horizontal.Before - horizontal.Behind);
        _rest = bottom == 0 && right == 0 ? null : [0, right, 0, bottom];
        _grows = bottom > 0 || right > 0;
    }

    /// <summary>Runs it.</summary>
    /// <param name="x">N × C × H × W.</param>
    /// <param name="kernel">(C, filters, h, w).</param>
    /// <param name="bias">(filters), or null.</param>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias)
    {
        var y = _convolution.Run(x, kernel, _grows ? null : bias);
        if (_rest is not null)
        {
            y = nn.functional.pad(y, _rest, PaddingModes.Constant, 0);
        }

        // Pixels that no window reaches have the bias too.
        return _grows && bias is not null ? y.Plus(bias.reshape(1, -1, 1, 1)) : y;
    }
}
