using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

public sealed class BatchNormalizationTests : IDisposable
{
    private const string Text = """
        archspec: 1
        input: [4, 5, 3]
        layers:
          - BatchNormalization: { momentum: 0.75 }
        """;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Training_moves_towards_the_mean_and_the_biased_variance_as_Keras_does()
    {
        var network = TestNetwork.Compile(Text);
        network.train();
        var x = randn(2, 3, 4, 5) * 3 + 1;

        var y = network.call(x);

        var weights = network.WeightedLayers[0].Weights;
        Assert.True(weights["moving_mean"].allclose(x.mean([0, 2, 3]) * 0.25, 1e-5));
        Assert.True(weights["moving_variance"].allclose((x.var([0, 2, 3], unbiased: false) * 0.25) + 0.75, 1e-5));
        Assert.True(y.mean([0, 2, 3]).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void A_frozen_one_uses_and_keeps_its_moving_statistics_in_training()
    {
        var network = TestNetwork.Compile(Text.Replace("momentum: 0.75", "momentum: 0.75, trainable: false", StringComparison.Ordinal));
        network.train();
        var x = randn(2, 3, 4, 5);

        var y = network.call(x);

        Assert.True(y.allclose(x / Math.Sqrt(1.001), 1e-4, 1e-6));
        Assert.True(network.WeightedLayers[0].Weights["moving_mean"].eq(0).all().item<bool>());
    }
}
