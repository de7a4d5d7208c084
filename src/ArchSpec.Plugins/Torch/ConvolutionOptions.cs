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
    /// <summary>All of them in a word: two of a name do the same.</summary>
    public string Name { get; } = $"{Strides[0]},{Strides[1]} {Padding[0]},{Padding[1]} {Dilation[0]},{Dilation[1]} {Groups}";

    /// <summary>By libtorch's convolution.</summary>
    public Tensor Apply(Tensor x, Tensor kernel, Tensor? bias) =>
        nn.functional.conv2d(x, kernel, bias, Strides, Padding, Dilation, Groups);

    /// <summary>As a product of matrices; the same values, also for gradients.</summary>
    public Tensor Unfold(Tensor x, Tensor kernel, Tensor? bias)
    {
        var (count, channels) = (kernel.shape[0], kernel.shape[1] * kernel.shape[2] * kernel.shape[3]);
        var (height, width) = (SizeOf(x, kernel, 0), SizeOf(x, kernel, 1));
        var columns = nn.functional.unfold(
            x, (kernel.shape[2], kernel.shape[3]), (Dilation[0], Dilation[1]), (Padding[0], Padding[1]), (Strides[0], Strides[1]));
        var y = Groups == 1
            ? kernel.reshape(count, channels).matmul(columns)
            : kernel.reshape(Groups, count / Groups, channels).matmul(columns.reshape(x.shape[0], Groups, channels, height * width));
        var image = Convolution.ChannelsLast(y.reshape(x.shape[0], count, height, width));
        return bias is null ? image : image.Plus(bias.reshape(1, -1, 1, 1));
    }

    private long SizeOf(Tensor x, Tensor kernel, int axis) =>
        ((x.shape[2 + axis] + (2 * Padding[axis]) - (Dilation[axis] * (kernel.shape[2 + axis] - 1)) - 1) / Strides[axis]) + 1;
}
