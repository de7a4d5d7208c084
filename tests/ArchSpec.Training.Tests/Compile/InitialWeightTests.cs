using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>The first weights: Keras's distributions, from the seed alone.</summary>
public sealed class InitialWeightTests : IDisposable
{
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void The_seed_alone_decides()
    {
        manual_seed(3);
        using var one = TestNetwork.Compile(TestNetwork.Tiny, seed: 7);
        manual_seed(4);
        using var same = TestNetwork.Compile(TestNetwork.Tiny, seed: 7);
        using var other = TestNetwork.Compile(TestNetwork.Tiny, seed: 8);

        Assert.Equal(Bytes(one), Bytes(same));
        Assert.NotEqual(Bytes(one), Bytes(other));
    }

    [Theory]
    [InlineData("[8, 8, 64]", "Conv2D: { filters: 128, kernel_size: 3 }", 9 * (64 + 128))]
    [InlineData("[300]", "Dense: 200", 300 + 200)]
    [InlineData("[8, 8, 64]", "Conv2D: { filters: 128, kernel_size: 3, groups: 4 }", 9 * (16 + 128))]
    public void Kernels_are_Glorot_uniform_and_biases_zero(string input, string layer, int fans)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        var (kernel, bias) = (network.WeightedLayers[0].ToKeras("kernel"), network.WeightedLayers[0].ToKeras("bias"));
        var limit = Math.Sqrt(6.0 / fans);

        Assert.InRange(kernel.abs().max().item<float>(), 0.99 * limit, limit);
        Assert.InRange(kernel.var().item<float>() / (limit * limit / 3), 0.95, 1.05);
        Assert.InRange(kernel.mean().item<float>() / limit, -0.02, 0.02);
        Assert.Equal(0, bias.abs().max().item<float>());
    }

    private static byte[] Bytes(CompiledNetwork network) => [.. network.parameters().SelectMany(parameter => parameter.detach().bytes.ToArray())];
}
