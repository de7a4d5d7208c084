using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Keras's dropouts and noises: what they draw, with fixed seeds.</summary>
public sealed class NoiseLayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string, string> Layers => new()
    {
        { "Dropout: { rate: 0.5, seed: 3 }", "[6, 7, 4]" },
        { "Dropout: { rate: 0.5, noise_shape: [null, 1, 4], seed: 3 }", "[6, 4]" },
        { "SpatialDropout1D: { rate: 0.5, seed: 3 }", "[6, 4]" },
        { "SpatialDropout2D: { rate: 0.5, seed: 3 }", "[6, 7, 4]" },
        { "GaussianDropout: { rate: 0.5, seed: 3 }", "[9]" },
        { "GaussianNoise: { stddev: 0.5, seed: 3 }", "[6, 7, 4]" },
        { "AlphaDropout: { rate: 0.5, seed: 3 }", "[6, 7, 4]" },
        { "RandomFlip: { seed: 3 }", "[6, 7, 4]" },
        { "RandomRotation: { factor: 0.4, seed: 3 }", "[6, 7, 4]" },
        { "RandomZoom: { height_factor: 0.4, seed: 3 }", "[6, 7, 4]" },
        { "RandomTranslation: { height_factor: 0.4, width_factor: 0.3, seed: 3 }", "[6, 7, 4]" },
        { "RandomContrast: { factor: 0.9, value_range: [-9, 9], seed: 3 }", "[6, 7, 4]" },
        { "RandomBrightness: { factor: 0.1, value_range: [-9, 9], seed: 3 }", "[6, 7, 4]" },
        { "RandomSaturation: { factor: [0.1, 0.6], value_range: [0, 1], seed: 3 }", "[6, 7, 3]" },
        { "RandomHue: { factor: 0.9, value_range: [0, 1], seed: 3 }", "[6, 7, 3]" },
        { "RandomColorJitter: { value_range: [0, 1], brightness_factor: 0.1, contrast_factor: 0.2, saturation_factor: [0.4, 0.6], hue_factor: 0.1, seed: 3 }", "[6, 7, 3]" },
        { "RandomColorDegeneration: { factor: 0.6, value_range: [0, 1], seed: 3 }", "[6, 7, 3]" },
        { "RandomSharpness: { factor: 0.9, value_range: [0, 1], seed: 3 }", "[6, 7, 4]" },
        { "RandomGaussianBlur: { factor: [1, 1], value_range: [0, 1], seed: 3 }", "[6, 7, 4]" },
        { "RandomErasing: { factor: [1, 1], value_range: [0, 1], seed: 3 }", "[6, 7, 4]" },
        { "RandomShear: { x_factor: 0.4, y_factor: 0.2, seed: 3 }", "[6, 7, 4]" },
        { "Solarization: { addition_factor: 0.2, threshold_factor: 0.9, value_range: [0, 1], seed: 3 }", "[6, 7, 4]" },
    };

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Layers))]
    public void Inference_changes_nothing(string layer, string input)
    {
        var x = Input(input);

        Assert.True(Run(layer, input, x, training: false)[0].equal(x).all().item<bool>());
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_seed_gives_the_same_values_again_and_each_step_others(string layer, string input)
    {
        var x = Input(input);

        var (first, again) = (Run(layer, input, x, steps: 2), Run(layer, input, x, steps: 2));
        var other = Run(layer.Replace("seed: 3", "seed: 4", StringComparison.Ordinal), input, x);

        Assert.Equal(first[0].data<float>(), again[0].data<float>());
        Assert.Equal(first[1].data<float>(), again[1].data<float>());
        Assert.False(first[0].allclose(x));
        Assert.False(first[0].allclose(first[1]));
        Assert.False(first[0].allclose(other[0]));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Memory_order_and_gradients_survive(string layer, string input)
    {
        var x = Input(input);
        x.requires_grad = true;

        var y = Run(layer, input, x)[0];
        y.sum().backward();

        Assert.True(TestNetwork.ToKeras(y).is_contiguous());
        Assert.True(x.grad!.isfinite().all().item<bool>());
        Assert.True(x.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void Dropout_drops_its_share_and_keeps_the_mean()
    {
        var y = Run("Dropout: { rate: 0.3, seed: 1 }", "[20000]", ones(1, 20000))[0];

        Assert.InRange(y.eq(0).to(float32).mean().item<float>(), 0.29, 0.31);
        Assert.True(y.masked_select(y.ne(0)).allclose(tensor(1 / 0.7f)));
    }

    [Theory]
    [InlineData("{ rate: 1 }")]
    [InlineData("{ rate: 1, seed: 1 }")]
    public void A_rate_of_1_drops_all(string arguments)
    {
        var y = Run($"Dropout: {arguments}", "[100]", ones(2, 100))[0];

        Assert.True(y.eq(0).all().item<bool>());
    }

    [Fact]
    public void A_noise_shape_drops_values_together_in_Keras_s_order_of_axes()
    {
        // N × H × W × C with one draw for each column.
        var y = TestNetwork.ToKeras(Run("Dropout: { rate: 0.5, noise_shape: [8, 1, 50, 1], seed: 2 }", "[5, 50, 4]", ones(3, 4, 5, 50))[0]);

        Assert.True(y.eq(y.select(1, 0).select(2, 0).reshape(3, 1, 50, 1)).all().item<bool>());
        Assert.False(y[0].equal(y[1]).all().item<bool>());
        Assert.InRange(y.eq(0).to(float32).mean().item<float>(), 0.3, 0.7);
    }

    [Fact]
    public void Stochastic_depth_drops_whole_samples_and_keeps_the_mean()
    {
        var y = Run("StochasticDepth: 0.3", "[5, 6, 2]", ones(4000, 2, 5, 6))[0];

        var kept = y[.., 0, 0, 0].ne(0);
        Assert.InRange(kept.to(float32).mean().item<float>(), 0.67, 0.73);
        Assert.True(y.allclose(kept.to(float32).reshape(4000, 1, 1, 1) / 0.7f));
        Assert.True(Run("StochasticDepth: 0.3", "[5]", ones(3, 5), training: false)[0].eq(1).all().item<bool>());
    }

    [Fact]
    public void Spatial_dropout_drops_whole_channels()
    {
        var image = Run("SpatialDropout2D: { rate: 0.4, seed: 2 }", "[5, 6, 2000]", ones(2, 2000, 5, 6))[0];
        var row = Run("SpatialDropout1D: { rate: 0.4, seed: 2 }", "[5, 2000]", ones(2, 5, 2000))[0];

        Assert.True(image.eq(image.mean([2, 3], keepdim: true)).logical_or(image.ne(0)).all().item<bool>());
        Assert.Equal(image.select(2, 0).select(2, 0).count_nonzero().item<long>() * 30, image.count_nonzero().item<long>());
        Assert.Equal(row.select(1, 0).count_nonzero().item<long>() * 5, row.count_nonzero().item<long>());
        Assert.InRange(row.eq(0).to(float32).mean().item<float>(), 0.37, 0.43);
    }

    [Theory]
    [InlineData("GaussianNoise: { stddev: 0.25, seed: 1 }", 2, 0.25)]
    [InlineData("GaussianDropout: { rate: 0.2, seed: 1 }", 2, 1)] // 2 · sqrt(0.2 / 0.8)
    public void Noise_has_the_mean_and_the_deviation_of_Keras(string layer, double mean, double deviation)
    {
        var y = Run(layer, "[40000]", ones(1, 40000) * 2)[0];

        Assert.InRange(y.mean().item<float>(), mean - (deviation / 50), mean + (deviation / 50));
        Assert.InRange(y.std().item<float>(), deviation * 0.98, deviation * 1.02);
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_0_and_variance_1()
    {
        using var random = new Generator(5);
        var y = Run("AlphaDropout: { rate: 0.3, seed: 1 }", "[100000]", randn([1, 100000], generator: random))[0];

        // What is dropped becomes a · saturated + b, by the formulas of Klambauer et al.
        var saturated = -1.7580993408473766;
        var a = 1 / Math.Sqrt(0.7 * (1 + (0.3 * saturated * saturated)));
        var dropped = (float)((a * saturated) - (a * saturated * 0.3));
        Assert.InRange(y.mean().item<float>(), -0.015, 0.015);
        Assert.InRange(y.var().item<float>(), 0.98, 1.02);
        Assert.InRange((y - dropped).abs().lt(1e-6).to(float32).mean().item<float>(), 0.29, 0.31);
    }

    private static Tensor Input(string shape)
    {
        using var random = new Generator(9);
        var sizes = shape.Trim('[', ']').Split(", ").Select(long.Parse).Prepend(4).ToArray();
        return TestNetwork.ToTorch(rand(sizes, generator: random));
    }

    private static List<Tensor> Run(string layer, string input, Tensor x, bool training = true, int steps = 1)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        network.train(training);
        return [.. Enumerable.Range(0, steps).Select(_ => network.call(x))];
    }
}
