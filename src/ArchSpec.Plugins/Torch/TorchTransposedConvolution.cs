using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// A transposed convolution over N × C × H × W images as Keras's TensorFlow and JAX backends compute it. libtorch cuts both
/// sides alike; the pixel that is left over is cut behind it.
/// </summary>
internal sealed class TorchTransposedConvolution
{
    private readonly long[] _strides;
    private readonly long[] _dilation;
    private readonly long[] _cut;
    private readonly long[]? _rest;
    private readonly bool _grows;

    public TorchTransposedConvolution(TransposedWindow transposed)
    {
        var (vertical, horizontal, window) = (transposed.Cut(0), transposed.Cut(1), transposed.Window);
        _strides = [window.Strides.Height, window.Strides.Width];
        _dilation = [window.Dilation.Height, window.Dilation.Width];
        _cut = [vertical.Before, horizontal.Before];
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
        var y = Paint(ChannelsLast.Of(x), kernel, _grows ? null : bias);
        if (_rest is not null)
        {
            y = nn.functional.pad(y, _rest, PaddingModes.Constant, 0);
        }

        // Pixels that no window reaches have the bias too.
        return _grows && bias is not null ? y.Plus(bias.reshape(1, -1, 1, 1)) : y;
    }

    // libtorch 2.10 gives wrong numbers on the CPU where one channel becomes one: a second one of zeros makes them right.
    private Tensor Paint(Tensor x, Tensor kernel, Tensor? bias) => kernel.shape is [1, 1, _, _]
        ? Operate(x, cat([kernel, zeros_like(kernel)], 1), bias is null ? null : cat([bias, zeros_like(bias)])).narrow(1, 0, 1)
        : Operate(x, kernel, bias);

    private Tensor Operate(Tensor x, Tensor kernel, Tensor? bias) =>
        nn.functional.conv_transpose2d(x, kernel, bias, _strides, _cut, [0, 0], _dilation);
}
