using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>A convolution of N × C × H × W images; sizes are in pixels, height first.</summary>
/// <param name="Strides">The step of the window.</param>
/// <param name="Padding">Zeros added at both ends of each dimension.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Groups">Parts that the channels are split into.</param>
/// <remarks>
/// A window of 1 × 1 pixel that steps over some reads the others only, so those are taken out before it. libtorch would have oneDNN do it,
/// whose gradient of the kernel writes beyond its workspace there, on every x86-64 processor with AVX2
/// (https://github.com/uxlfoundation/oneDNN/issues/6035). A transposed convolution cannot meet that: its output would have to be as large as
/// the strides times the input, and is smaller by the strides less 1.
/// </remarks>
internal sealed record ImageConvolution(long[] Strides, long[] Padding, long[] Dilation, long Groups)
{
    private readonly bool _steps = Strides.Any(stride => stride > 1) && Padding.All(padding => padding == 0);

    /// <summary>Whether it is transposed: padding is then cut off the output, and the kernel is (in, out, h, w).</summary>
    public bool Transposed { get; init; }

    /// <summary>The result, N × O × H' × W'.</summary>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias)
    {
        if (Transposed)
        {
            return nn.functional.conv_transpose2d(x, kernel, bias, Strides, Padding, [0, 0], Dilation, Groups);
        }

        return _steps && kernel.size(2) == 1 && kernel.size(3) == 1
            ? nn.functional.conv2d(EachStep(x), kernel, bias, [1, 1], Padding, Dilation, Groups)
            : nn.functional.conv2d(x, kernel, bias, Strides, Padding, Dilation, Groups);
    }

    // The mean of one pixel is the pixel. Unlike a slice's, its gradient lies in memory as the image does.
    private Tensor EachStep(Tensor x) => nn.functional.avg_pool2d(x, [1, 1], Strides);
}
