using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>All that decides which of libtorch's kernels a convolution runs: shapes, options, order in memory, threads, gradients.</summary>
internal sealed record ConvolutionCase(
    long Samples, long Channels, long Height, long Width, long Filters, long KernelChannels, long KernelHeight, long KernelWidth, string Options,
    bool ChannelsLast, bool Gradients, int Threads)
{
    /// <summary>The case of an image and a kernel.</summary>
    public static ConvolutionCase Of(Tensor x, Tensor kernel, ConvolutionOptions options) => new(
        x.size(0), x.size(1), x.size(2), x.size(3), kernel.size(0), kernel.size(1), kernel.size(2), kernel.size(3), options.Name,
        Convolution.IsChannelsLast(x), is_grad_enabled() && (x.requires_grad || kernel.requires_grad), get_num_threads());
}
