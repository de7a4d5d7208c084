using ArchSpec.Training.Compile;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Convolutions against the same in float64, where libtorch has one plain way to compute them.</summary>
public sealed class ConvolutionTests(ITestOutputHelper output)
{
    public static TheoryData<int, int, int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int, int, int>();
            var random = new Random(3);
            int[] sizes = [1, 2, 3, 4, 8, 12, 16, 24, 32, 48, 64, 96, 112, 128, 160, 256, 512];
            foreach (var kernel in new[] { 1, 1, 1, 3, 3, 3, 5, 5, 7 })
            {
                for (var time = 0; time < 4; time++)
                {
                    shapes.Add(sizes[random.Next(sizes.Length)], sizes[random.Next(sizes.Length)], kernel, random.Next(1, 3), random.Next(kernel, 15));
                }
            }

            // Shapes of which libtorch got outputs or gradients wrong on some processor.
            shapes.Add(512, 112, 1, 1, 4);
            shapes.Add(24, 64, 5, 1, 4);
            shapes.Add(16, 48, 5, 1, 2);
            shapes.Add(1, 8, 3, 1, 8);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Outputs_and_gradients_are_those_of_float64(int channels, int filters, int kernel, int strides, int size)
    {
        using var scope = NewDisposeScope();
        var spec = $"archspec: 1\ninput: [{size}, {size}, {channels}]\nlayers:\n  - Conv2D: {{ filters: {filters}, kernel_size: {kernel}, strides: {strides}, padding: same }}\n";
        var x = rand([3, size, size, channels], generator: new Generator(1)).permute(0, 3, 1, 2);

        var expected = Run(spec, x.to(float64));
        var received = Run(spec, x);

        var worst = expected.Zip(received, (right, here) => ((here - right).abs().max() / right.abs().max()).item<double>()).ToList();
        output.WriteLine($"{channels} -> {filters}, {kernel} x {kernel}: {string.Join(' ', worst)}");
        Assert.All(worst, distance => Assert.InRange(distance, 0, 1e-4));
    }

    [Fact]
    public void Without_gradients_the_outputs_are_right_too()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = TestNetwork.Compile("archspec: 1\ninput: [4, 4, 512]\nlayers:\n  - Conv2D: { filters: 112, kernel_size: 1 }\n");
        var x = rand([2, 4, 4, 512]).permute(0, 3, 1, 2);

        var here = network.call(x).clone();
        network.to(float64);

        Assert.InRange(TestNetwork.Distance(network.call(x.to(float64)).to(float32), here), 0, 1e-4);
    }

    // The output and the gradients of the image, the kernel and the bias.
    private static List<Tensor> Run(string spec, Tensor input)
    {
        using var network = TestNetwork.Compile(spec);
        network.to(input.dtype);
        var x = input.detach().requires_grad_(true);
        var y = network.call(x);
        y.mul(arange(y.numel(), dtype: input.dtype).remainder(7).reshape(y.shape)).sum().backward();
        return [y.detach().to(float64), x.grad!.to(float64), .. network.parameters().Select(parameter => parameter.grad!.to(float64))];
    }
}
