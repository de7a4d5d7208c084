using System.Collections.Concurrent;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>How a convolution is computed.</summary>
internal enum ConvolutionRoute
{
    /// <summary>By libtorch, on the image as it is in memory.</summary>
    AsGiven,

    /// <summary>By libtorch, on the image in the other order in memory: channels first for channels last.</summary>
    OtherOrder,

    /// <summary>As a product of matrices: the windows of the image, one column each, and the kernel.</summary>
    Unfolded,
}

/// <summary>
/// A 2D convolution of N × C × H × W images that can be trusted. On some processors libtorch 2.10 (through oneDNN 3.7) computes a
/// convolution of certain numbers of channels or its gradients wrongly, by half the values and without a word, so that on the CPU
/// each shape is tried once: two samples against a product of matrices. A shape that fails takes another route.
/// </summary>
internal sealed class Convolution(ConvolutionOptions options)
{
    private static readonly ConcurrentDictionary<ConvolutionCase, ConvolutionRoute> Routes = [];

    private ConvolutionCase? _lastCase;
    private ConvolutionRoute _lastRoute;

    /// <summary>The result, N × O × H' × W'.</summary>
    public Tensor Run(Tensor x, Tensor kernel, Tensor? bias)
    {
        if (x.device_type != DeviceType.CPU || x.dtype != ScalarType.Float32)
        {
            return Run(ConvolutionRoute.AsGiven, x, kernel, bias);
        }

        var here = ConvolutionCase.Of(x, kernel, options);
        if (here != _lastCase)
        {
            (_lastRoute, _lastCase) = (Routes.GetOrAdd(here, Choose), here);
        }

        return Run(_lastRoute, x, kernel, bias);
    }

    /// <summary>The result by a route.</summary>
    internal Tensor Run(ConvolutionRoute route, Tensor x, Tensor kernel, Tensor? bias) => route switch
    {
        ConvolutionRoute.AsGiven => options.Apply(x, kernel, bias),
        ConvolutionRoute.OtherOrder => options.Apply(IsChannelsLast(x) ? x.contiguous() : ChannelsLast(x), kernel, bias),
        _ => options.Unfold(x, kernel, bias),
    };

    /// <summary>Whether an image has its channels last in memory.</summary>
    internal static bool IsChannelsLast(Tensor x) => x.stride(1) == 1 && !x.is_contiguous();

    /// <summary>The same values with the channels last in memory.</summary>
    internal static Tensor ChannelsLast(Tensor x) => x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private ConvolutionRoute Choose(ConvolutionCase here)
    {
        using var scope = NewDisposeScope();
        var trial = new ConvolutionTrial(this, here);
        return trial.IsRight(ConvolutionRoute.AsGiven) ? ConvolutionRoute.AsGiven
            : trial.IsRight(ConvolutionRoute.OtherOrder) ? ConvolutionRoute.OtherOrder
            : ConvolutionRoute.Unfolded;
    }
}
