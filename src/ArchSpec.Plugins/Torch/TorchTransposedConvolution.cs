using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// A transposed convolution over N × C × H × W images as Keras's TensorFlow and JAX backends compute it. libtorch cuts both
/// sides alike; the pixel that is left over is cut behind it.
/// </summary>
internal sealed class TorchTransposedConvolution
{
    private readonly Convolution _convolution;
    private readonly long[]? _rest;
    private readonly bool _grows;

    public TorchTransposedConvolution(TransposedWindow transposed)
    {
        var (vertical, horizontal, window) = (transposed.Cut(0), transposed.Cut(1), transposed.Window);
        long[] strides = [window.Strides.Height, window.Strides.Width];
        long[] dilation = [window.Dilation.Height, window.Dilation.Width];
        _convolution = new Convolution(new ConvolutionOptions(strides, [vertical.Before, horizontal.Before], dilation, 1) { Transposed = true });
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
        var y = Paint(x, kernel, _grows ? null : bias);
        if (_rest is not null)
        {
            y = nn.functional.pad(y, _rest, PaddingModes.Constant, 0);
        }

        // Pixels that no window reaches have the bias too.
        return _grows && bias is not null ? y.Plus(bias.reshape(1, -1, 1, 1)) : y;
    }

    // libtorch 2.10 gives wrong numbers on the CPU for some images where one channel becomes one, and right ones for others of the
    // same shape, so that no trial tells: a second channel of zeros makes them right.
    private Tensor Paint(Tensor x, Tensor kernel, Tensor? bias) => kernel.shape is [1, 1, _, _]
        ? _convolution.Run(x, cat([kernel, zeros_like(kernel)], 1), bias is null ? null : cat([bias, zeros_like(bias)])).narrow(1, 0, 1)
        : _convolution.Run(x, kernel, bias);
}
