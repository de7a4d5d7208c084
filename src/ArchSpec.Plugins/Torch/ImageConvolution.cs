using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>A convolution of N × C × H × W images; sizes are in pixels, height first.</summary>
/// <param name="Strides">The step of the window.</param>
/// <param name="Padding">Zeros added at both ends of each dimension.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Groups">Parts that the channels are split into.</param>
internal sealed record ImageConvolution(long[] Strides, long[] Padding, long[] Dilation, long Groups)
{
    /// <summary>Whether it is transposed: padding is then cut off the output, and the kernel is (in, out, h, w).</summary>
    public bool Transposed { get; init; }

    /// <summary>The result, N × O × H' × W'.</summary>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias) => Transposed
        ? nn.functional.conv_transpose2d(x, kernel, bias, Strides, Padding, [0, 0], Dilation, Groups)
        : nn.functional.conv2d(x, kernel, bias, Strides, Padding, Dilation, Groups);
}
