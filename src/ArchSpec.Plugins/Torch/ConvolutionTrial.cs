using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// Tries the routes of a convolution on random values: outputs, and gradients where they are needed, of the first and the last
/// sample against a product of matrices.
/// </summary>
internal sealed class ConvolutionTrial
{
    // What is wrong is wrong by half; rounding is below a ten-thousandth of the largest value.
    private const double Tolerance = 1e-3;

    // A trial takes no more memory for its image than this, and at least four samples.
    private const long MaxBytes = 64 << 20;

    private readonly Convolution _convolution;
    private readonly ConvolutionCase _case;
    private readonly Tensor _image;
    private readonly Tensor _kernel;
    private readonly List<Tensor> _expected;

    /// <summary>Prepares a trial; what it makes is in the dispose scope of the caller.</summary>
    public ConvolutionTrial(Convolution convolution, ConvolutionCase tried)
    {
        (_convolution, _case) = (convolution, tried);
        using var random = new Generator(1); // the run's own sequence of random numbers goes on as without a trial
        var samples = Math.Min(tried.Samples, Math.Max(4, MaxBytes / (4 * tried.Channels * tried.Height * tried.Width)));
        _image = tried.ChannelsLast
            ? randn([samples, tried.Height, tried.Width, tried.Channels], generator: random).permute(0, 3, 1, 2)
            : randn([samples, tried.Channels, tried.Height, tried.Width], generator: random);
        _kernel = randn([tried.Filters, tried.KernelChannels, tried.KernelHeight, tried.KernelWidth], generator: random);
        _expected = Results(ConvolutionRoute.Unfolded, Ends(_image));
    }

    /// <summary>Whether a route gives the right numbers.</summary>
    public bool IsRight(ConvolutionRoute route)
    {
        using var scope = NewDisposeScope();
        return Results(route, _image).Zip(_expected).All(pair => IsNear(pair.First, pair.Second));
    }

    private static bool IsNear(Tensor received, Tensor expected) =>
        received.Plus(expected.neg()).abs().max().item<float>() <= Tolerance * expected.abs().max().item<float>(); // false for NaN

    private static Tensor Ends(Tensor x) => x.size(0) <= 2 ? x : cat([x.narrow(0, 0, 1), x.narrow(0, x.size(0) - 1, 1)]);

    // The outputs of both samples; with gradients also those of the image and the kernel, from a random gradient of these outputs.
    private List<Tensor> Results(ConvolutionRoute route, Tensor image)
    {
        using var recording = set_grad_enabled(_case.Gradients);
        var (x, kernel) = (image.detach().requires_grad_(_case.Gradients), _kernel.detach().requires_grad_(_case.Gradients));
        var output = Ends(_convolution.Run(route, x, kernel, null));
        if (!_case.Gradients)
        {
            return [output];
        }

        using var random = new Generator(2);
        output.mul(randn(output.shape, generator: random)).sum().backward();
        return [output.detach(), Ends(x.grad!), kernel.grad!];
    }
}
