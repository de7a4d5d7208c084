using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Layers without a seed draw from the generator of the process, that the run's seed sets.</summary>
[Collection(Alone.Name)]
public sealed class UnseededNoiseTests
{
    [Theory]
    [InlineData("Dropout: 0.5")]
    [InlineData("Dropout: { rate: 0.5, noise_shape: [null, 1, null, 1] }")]
    [InlineData("SpatialDropout2D: 0.5")]
    [InlineData("GaussianNoise: 0.5")]
    [InlineData("RandomRotation: 0.5")]
    [InlineData("RandomFlip")]
    public void The_run_s_seed_decides(string layer)
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile($"archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - {layer}\n");
        network.train();
        var x = arange(4 * 3 * 8 * 8).to(float32).reshape(4, 3, 8, 8);

        manual_seed(11);
        var first = network.call(x);
        manual_seed(11);
        var again = network.call(x);
        var other = network.call(x);

        Assert.Equal(first.contiguous().data<float>(), again.contiguous().data<float>());
        Assert.False(first.allclose(other));
    }
}
