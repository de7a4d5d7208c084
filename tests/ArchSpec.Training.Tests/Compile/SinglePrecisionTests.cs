using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>
/// libtorch computes float32 layers of images that are channels last by other code than float64 ones, and some of it is wrong:
/// outputs and gradients are compared.
/// </summary>
public sealed class SinglePrecisionTests
{
    [Theory]
    [InlineData(4, "DepthwiseConv2D: { kernel_size: 3, padding: same }")]
    [InlineData(4, "DepthwiseConv2D: { kernel_size: 3, padding: same, depth_multiplier: 3 }")]
    [InlineData(4, "DepthwiseConv2D: { kernel_size: 3, strides: 2, padding: same, depth_multiplier: 2 }")]
    [InlineData(1, "DepthwiseConv2D: { kernel_size: 3, padding: same }")]
    [InlineData(1, "DepthwiseConv2D: { kernel_size: 3, depth_multiplier: 4 }")]
    [InlineData(16, "DepthwiseConv2D: { kernel_size: 3, dilation_rate: 2, padding: same }")]
    [InlineData(4, "DepthwiseConv2D: { kernel_size: 3, dilation_rate: [1, 2] }")]
    [InlineData(24, "DepthwiseConv2D: { kernel_size: 5, padding: same, dilation_rate: 2, depth_multiplier: 2 }")]
    [InlineData(24, "Conv2D: { filters: 24, kernel_size: 3, padding: same, groups: 24, dilation_rate: 2 }")]
    [InlineData(24, "Conv2D: { filters: 48, kernel_size: 3, groups: 24 }\n  - Conv2D: { filters: 24, kernel_size: 3, padding: same }")]
    [InlineData(24, "Conv2D: { filters: 24, kernel_size: 3, padding: same, dilation_rate: 2 }")]
    [InlineData(8, "DepthwiseConv2D: { kernel_size: 3, depth_multiplier: 3 }\n  - Conv2D: { filters: 4, kernel_size: 3, padding: same }")]
    [InlineData(24, "GlobalAveragePooling2D: { keepdims: true }\n  - Conv2D: { filters: 24, kernel_size: 1 }\n  - Conv2D: { filters: 8, kernel_size: 3, padding: same }")]
    [InlineData(24, "GlobalMaxPooling2D: { keepdims: true }\n  - Conv2D: { filters: 24, kernel_size: 1 }\n  - DepthwiseConv2D: { kernel_size: 3, padding: same }")]
    [InlineData(24, "GlobalAveragePooling2D: { keepdims: true }\n  - Conv2DTranspose: { filters: 24, kernel_size: 3, strides: 2 }\n  - Conv2DTranspose: { filters: 8, kernel_size: 4 }")]
    [InlineData(24, "SeparableConv2D: { filters: 24, kernel_size: 3, padding: same, depth_multiplier: 2 }")]
    [InlineData(4, "SeparableConv2D: { filters: 5, kernel_size: 3, padding: same, depth_multiplier: 2 }")]
    [InlineData(1, "SeparableConv2D: { filters: 5, kernel_size: 3, padding: same }")]
    [InlineData(16, "SeparableConv2D: { filters: 1, kernel_size: 3, strides: 2 }")]
    [InlineData(4, "Conv2DTranspose: { filters: 5, kernel_size: 3, strides: 2, padding: same }")]
    [InlineData(4, "Conv2DTranspose: { filters: 5, kernel_size: 4, strides: 3 }")]
    [InlineData(4, "Conv2DTranspose: { filters: 1, kernel_size: 3, padding: same }")]
    [InlineData(1, "Conv2DTranspose: { filters: 1, kernel_size: 3, strides: 2, padding: same }")]
    [InlineData(1, "Conv2DTranspose: { filters: 6, kernel_size: 3, strides: 2 }")]
    [InlineData(16, "Conv2DTranspose: { filters: 1, kernel_size: 4, strides: 2, padding: same }")]
    [InlineData(16, "Conv2DTranspose: { filters: 8, kernel_size: 2, dilation_rate: 2 }")]
    [InlineData(24, "Conv2DTranspose: { filters: 24, kernel_size: 3, padding: same }")]
    [InlineData(24, "Conv2DTranspose: { filters: 24, kernel_size: 3, dilation_rate: 2 }")]
    [InlineData(8, "Conv2DTranspose: { filters: 8, kernel_size: 3, strides: 2, padding: same }")]
    [InlineData(1, "Conv2DTranspose: { filters: 24, kernel_size: 3, padding: same }")]
    [InlineData(24, "Conv2DTranspose: { filters: 1, kernel_size: 2, strides: 2 }")]
    [InlineData(3, "UpSampling2D: { size: 2, interpolation: lanczos3 }\n  - Conv2D: { filters: 24, kernel_size: 3 }\n  - Conv2D: { filters: 24, kernel_size: 3 }")]
    [InlineData(24, "Cropping2D: [[[0, 1], [2, 0]]]\n  - Conv2D: { filters: 24, kernel_size: 3 }")]
    [InlineData(24, "UpSampling2D: 2\n  - Conv2D: { filters: 24, kernel_size: 3 }")]
    [InlineData(4, "Conv2DTranspose: { filters: 3, kernel_size: 1, strides: 3 }")]
    [InlineData(4, "AveragePooling2D: { pool_size: 2, strides: 1, padding: same }")]
    [InlineData(4, "AveragePooling2D: { pool_size: 3, strides: 2, padding: same }")]
    [InlineData(1, "MaxPooling2D: { pool_size: 2, strides: 1, padding: same }")]
    [InlineData(4, "GlobalMaxPooling2D: { keepdims: true }")]
    [InlineData(4, "ZeroPadding2D: [[[0, 1], [2, 0]]]")]
    [InlineData(4, "Cropping2D: [[[0, 1], [2, 0]]]")]
    [InlineData(4, "UpSampling2D: { size: [2, 3] }")]
    [InlineData(4, "UpSampling2D: { size: [3, 2], interpolation: bilinear }")]
    [InlineData(3, "UpSampling2D: { size: [3, 2], interpolation: bicubic }")]
    public void Images(int channels, string layer) => AssertAlike($"[6, 7, {channels}]", layer, [2, 6, 7, channels]);

    [Theory]
    [InlineData(3, "Conv1D: { filters: 5, kernel_size: 3, padding: same }")]
    [InlineData(1, "Conv1D: { filters: 5, kernel_size: 3, padding: causal }")]
    [InlineData(1, "Conv1D: { filters: 1, kernel_size: 4, strides: 2 }")]
    [InlineData(4, "Conv1D: { filters: 8, kernel_size: 3, groups: 4 }")]
    [InlineData(4, "Conv1D: { filters: 4, kernel_size: 3, groups: 4, padding: same }")]
    [InlineData(4, "Conv1D: { filters: 6, kernel_size: 3, groups: 2, padding: same }")]
    [InlineData(24, "Conv1D: { filters: 24, kernel_size: 3, padding: causal }\n  - Conv1D: { filters: 24, kernel_size: 3, dilation_rate: 2 }")]
    [InlineData(24, "Conv1D: { filters: 24, kernel_size: 3, strides: 2 }\n  - AveragePooling1D: 2\n  - Conv1D: { filters: 24, kernel_size: 1 }")]
    [InlineData(24, "DepthwiseConv1D: { kernel_size: 3, dilation_rate: 2 }")]
    [InlineData(16, "Conv1D: { filters: 1, kernel_size: 3, padding: same }")]
    [InlineData(1, "Conv1DTranspose: { filters: 5, kernel_size: 3, strides: 2 }")]
    [InlineData(4, "Conv1DTranspose: { filters: 1, kernel_size: 3, strides: 2, padding: same }")]
    [InlineData(1, "Conv1DTranspose: { filters: 1, kernel_size: 3 }")]
    [InlineData(4, "Conv1DTranspose: { filters: 6, kernel_size: 4, strides: 2, padding: same }")]
    [InlineData(4, "DepthwiseConv1D: { kernel_size: 3, padding: same }")]
    [InlineData(4, "DepthwiseConv1D: { kernel_size: 3, strides: 2, depth_multiplier: 3 }")]
    [InlineData(1, "DepthwiseConv1D: { kernel_size: 3, padding: same }")]
    [InlineData(4, "SeparableConv1D: { filters: 5, kernel_size: 3, depth_multiplier: 2 }")]
    [InlineData(1, "SeparableConv1D: { filters: 1, kernel_size: 3, padding: same }")]
    [InlineData(3, "AveragePooling1D: { pool_size: 2, strides: 1, padding: same }")]
    [InlineData(3, "MaxPooling1D: { pool_size: 3, strides: 2, padding: same }")]
    [InlineData(3, "UpSampling1D: 3")]
    public void Sequences(int channels, string layer) => AssertAlike($"[11, {channels}]", layer, [2, 11, channels]);

    private static void AssertAlike(string input, string layer, long[] shape)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        using var random = new Generator(1);
        var inputs = Enumerable.Range(0, 16).Select(_ => TestNetwork.ToTorch(randn(shape, generator: random))).ToList();

        // The wrong code is chosen for some inputs only.
        var single = inputs.SelectMany(Run).ToList();
        network.to(float64);
        var precise = inputs.Select(x => x.to(float64)).SelectMany(Run).ToList();

        Assert.All(precise.Zip(single), pair => Assert.InRange(Distance(pair.First, pair.Second), 0, 1e-5));

        List<Tensor> Run(Tensor given)
        {
            var leaf = given.detach().requires_grad_();
            network.zero_grad();
            var output = network.call(leaf);
            output.square().sum().backward();
            var quiet = network.call(given.detach());
            return [output, quiet, leaf.grad!, .. network.parameters().Select(parameter => parameter.grad!.clone())];
        }
    }

    // A gradient may be a sum of values around 1 that is near 0.
    private static double Distance(Tensor expected, Tensor received) =>
        (expected - received).abs().max().item<double>() / Math.Max(1, expected.abs().max().item<double>());
}
