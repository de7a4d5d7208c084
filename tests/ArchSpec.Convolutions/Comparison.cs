using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Convolutions;

/// <summary>Outputs and gradients in float32 beside those in float64, which libtorch computes by one plain way.</summary>
internal static class Comparison
{
    // Of the largest number of a tensor. Sums of some thousand products in float32 are nearer by a factor of 10 and more.
    private const double Tolerance = 1e-4;

    private static readonly string[] Names = ["output", "image", "kernel", "bias"];

    public static int Run(IEnumerable<ConvolutionShape> shapes)
    {
        var (right, wrong) = (0, 0);
        foreach (var shape in shapes)
        {
            // Whoever reads this knows at which one the process ended.
            Console.WriteLine($"begin {shape}");
            var distances = Distances(shape, seed: right + wrong);
            var isRight = distances.TrueForAll(distance => distance <= Tolerance);
            (right, wrong) = isRight ? (right + 1, wrong) : (right, wrong + 1);
            Console.WriteLine($"{(isRight ? "right" : "WRONG")} {shape}: {string.Join(", ", Names.Zip(distances, (name, distance) => $"{name} {distance:E1}"))}");
        }

        Console.WriteLine($"{right} right, {wrong} wrong");
        return wrong == 0 ? 0 : 1;
    }

    private static List<double> Distances(ConvolutionShape shape, int seed)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator((ulong)seed);
        var images = randn([shape.Images, shape.Channels, shape.Size.Height, shape.Size.Width], generator: random);
        var kernel = randn(
            shape.Transposed
                ? [shape.Channels, shape.Filters / shape.Groups, .. shape.Kernel.Both]
                : [shape.Filters, shape.Channels / shape.Groups, .. shape.Kernel.Both],
            generator: random);
        var bias = shape.Bias ? randn([shape.Filters], generator: random) : null;
        List<Tensor> given = bias is null ? [images, kernel] : [images, kernel, bias];
        var expected = Computed(shape, given, (ulong)seed, ScalarType.Float64);
        var received = Computed(shape, given, (ulong)seed, ScalarType.Float32);
        return [.. expected.Zip(received, Distance)];
    }

    // The output, and the gradients of what went in.
    private static List<Tensor> Computed(ConvolutionShape shape, List<Tensor> given, ulong seed, ScalarType type)
    {
        using var random = new Generator(seed);
        var convolution = new ImageConvolution(shape.Strides.Both, shape.Padding.Both, shape.Dilation.Both, shape.Groups) { Transposed = shape.Transposed };
        List<Tensor> taken = [Laid(given[0].to(type), shape.ChannelsLast), .. given.Skip(1).Select(tensor => tensor.to(type).clone())];
        taken.ForEach(tensor => tensor.requires_grad_());
        var output = convolution.Run(taken[0], taken[1], taken.ElementAtOrDefault(2));
        var gradient = randn(output.shape, generator: random).to(type);
        output.backward([Laid(gradient, shape.ChannelsLast)]);
        return [output.detach(), .. taken.Select(tensor => tensor.grad!)];
    }

    private static Tensor Laid(Tensor images, bool channelsLast) => channelsLast ? images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : images.clone();

    private static double Distance(Tensor right, Tensor here)
    {
        var most = right.abs().max().item<double>();
        return (here.to(ScalarType.Float64) - right).abs().max().item<double>() / (most == 0 ? 1 : most);
    }
}
