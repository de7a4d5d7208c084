using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>What a convolution does beside its kernel, in pixels: height first.</summary>
/// <param name="Strides">The step of the window.</param>
/// <param name="Padding">Zeros added at both ends of each dimension.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Groups">Parts that the channels are split into.</param>
internal sealed record ConvolutionOptions(long[] Strides, long[] Padding, long[] Dilation, long Groups)
{
    /// <summary>Whether it is transposed: padding is then cut off the output, and the kernel is (in, out, h, w).</summary>
    public bool Transposed { get; init; }

    /// <summary>All of them in a word: two of a name do the same.</summary>
    public string Name =>
        $"{Strides[0]},{Strides[1]} {Padding[0]},{Padding[1]} {Dilation[0]},{Dilation[1]} {Groups}{(Transposed ? " transposed" : "")}";

    /// <summary>By libtorch's convolution.</summary>
    public Tensor Apply(Tensor x, Tensor kernel, Tensor? bias) => Transposed
        ? nn.functional.conv_transpose2d(x, kernel, bias, Strides, Padding, [0, 0], Dilation, Groups)
        : nn.functional.conv2d(x, kernel, bias, Strides, Padding, Dilation, Groups);

    /// <summary>As a product of matrices; the same values, also for gradients.</summary>
    public Tensor Unfold(Tensor x, Tensor kernel, Tensor? bias)
    {
        var image = Convolution.ChannelsLast(Transposed ? FoldedProduct(x, kernel) : UnfoldedProduct(x, kernel));
        return bias is null ? image : image.Plus(bias.reshape(1, -1, 1, 1));
    }

    private Tensor UnfoldedProduct(Tensor x, Tensor kernel)
    {
        var (count, channels) = (kernel.shape[0], kernel.shape[1] * kernel.shape[2] * kernel.shape[3]);
        var (height, width) = (SizeOf(x, kernel, 0), SizeOf(x, kernel, 1));
        var columns = nn.functional.unfold(
            x, (kernel.shape[2], kernel.shape[3]), (Dilation[0], Dilation[1]), (Padding[0], Padding[1]), (Strides[0], Strides[1]));
        var y = Groups == 1
            ? kernel.reshape(count, channels).matmul(columns)
            : kernel.reshape(Groups, count / Groups, channels).matmul(columns.reshape(x.shape[0], Groups, channels, height * width));
        return y.reshape(x.shape[0], count, height, width);
    }

    // Each pixel's column is the window that it paints; there are no groups among Keras's transposed convolutions.
    private Tensor FoldedProduct(Tensor x, Tensor kernel)
    {
        var columns = kernel.flatten(1).t().matmul(x.flatten(2));
        return nn.functional.fold(
            columns, (PaintedSize(x, kernel, 0), PaintedSize(x, kernel, 1)), (kernel.shape[2], kernel.shape[3]), (Dilation[0], Dilation[1]), (Padding[0], Padding[1]), (Strides[0], Strides[1]));
    }

    private long PaintedSize(Tensor x, Tensor kernel, int axis) =>
        ((x.shape[2 + axis] - 1) * Strides[axis]) - (2 * Padding[axis]) + (Dilation[axis] * (kernel.shape[2 + axis] - 1)) + 1;

    private long SizeOf(Tensor x, Tensor kernel, int axis) =>
        ((x.shape[2 + axis] + (2 * Padding[axis]) - (Dilation[axis] * (kernel.shape[2 + axis] - 1)) - 1) / Strides[axis]) + 1;
}
