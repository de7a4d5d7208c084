using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>What Keras's random picture layers draw: an image's own coordinates show where its pixels came from.</summary>
public sealed class RandomPictureTests : IDisposable
{
    private const int Images = 400;
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("horizontal", new long[] { 3 })]
    [InlineData("vertical", new long[] { 2 })]
    [InlineData("horizontal_and_vertical", new long[] { 2, 3 })]
    public void A_flip_mirrors_half_of_the_images(string mode, long[] axes)
    {
        var x = rand(Images, 2, 3, 4);
        var y = Train($"RandomFlip: {{ mode: {mode}, seed: 5 }}", "[3, 4, 2]", x);

        var same = y.eq(x).all(1).all(1).all(1);
        var mirrored = y.eq(x.flip(axes)).all(1).all(1).all(1);
        Assert.True(same.logical_xor(mirrored).all().item<bool>());
        Assert.InRange(mirrored.sum().item<long>(), Images * 0.42, Images * 0.58);
    }

    [Fact]
    public void A_rotation_is_drawn_from_its_range()
    {
        var y = Train("RandomRotation: { factor: [0.05, 0.2], seed: 5 }", "[9, 9, 2]", Coordinates());

        // One to the right of the middle.
        var turns = atan2(y[.., 1, 4, 5] - 4, y[.., 0, 4, 5] - 4) / (2 * Math.PI);
        AssertSpread(turns, 0.05, 0.2);
    }

    [Fact]
    public void A_number_is_a_range_around_0() => AssertSpread(
        atan2(
            Train("RandomRotation: { factor: -0.2, seed: 5 }", "[9, 9, 2]", Coordinates())[.., 1, 4, 5] - 4,
            Train("RandomRotation: { factor: -0.2, seed: 5 }", "[9, 9, 2]", Coordinates())[.., 0, 4, 5] - 4) / (2 * Math.PI),
        -0.2,
        0.2);

    [Fact]
    public void A_shift_is_drawn_from_its_range_down_and_to_the_right()
    {
        var y = Train("RandomTranslation: { height_factor: [-0.3, -0.1], width_factor: [0, 0.2], seed: 5 }", "[9, 9, 2]", Coordinates());

        AssertSpread((4 - y[.., 1, 4, 4]) / 9, -0.3, -0.1);
        AssertSpread((4 - y[.., 0, 4, 4]) / 9, 0, 0.2);
    }

    [Fact]
    public void A_zoom_is_drawn_from_its_range_and_keeps_the_aspect_ratio_without_a_width()
    {
        var free = Train("RandomZoom: { height_factor: [-0.5, -0.2], width_factor: [0, 0.3], seed: 5 }", "[9, 9, 2]", Coordinates());
        var kept = Train("RandomZoom: { height_factor: 0.3, seed: 5 }", "[9, 9, 2]", Coordinates());

        AssertSpread((free[.., 1, 6, 4] - 4) / 2, 0.5, 0.8);
        AssertSpread((free[.., 0, 4, 6] - 4) / 2, 1, 1.3);
        AssertSpread((kept[.., 0, 6, 6] - 4) / 2, 0.7, 1.3);
        Assert.True(kept[.., 0, 6, 6].allclose(kept[.., 1, 6, 6], 1e-5, 1e-5));
    }

    [Theory]
    [InlineData("0.5", 1, 1.5)] // Keras's own meaning of one number
    [InlineData("[0.5, 0.2]", 0.8, 1.5)]
    [InlineData("[0.5, 2]", 0.5, 3)]
    public void A_contrast_is_drawn_from_its_range_and_keeps_the_mean(string factor, double low, double high)
    {
        var x = rand(Images, 2, 3, 4);
        var y = Train($"RandomContrast: {{ factor: {factor}, value_range: [-9, 9], seed: 5 }}", "[3, 4, 2]", x);

        var mean = x.mean([2, 3], keepdim: true);
        Assert.True(y.mean([2, 3], keepdim: true).allclose(mean, 1e-4, 1e-5));
        var contrast = ((y - mean) * (x - mean)).sum([1, 2, 3]) / (x - mean).square().sum([1, 2, 3]);
        AssertSpread(contrast, low, high);
        Assert.True(y.allclose(((x - mean) * contrast.reshape(-1, 1, 1, 1)) + mean, 1e-4, 1e-5));
    }

    [Fact]
    public void A_contrast_stays_within_the_range_of_values()
    {
        var y = Train("RandomContrast: { factor: [0, 1], value_range: [0.25, 0.5], seed: 5 }", "[3, 4, 2]", rand(Images, 2, 3, 4));

        Assert.Equal((0.25f, 0.5f), (y.min().item<float>(), y.max().item<float>()));
    }

    [Theory]
    [InlineData("RandomFlip")]
    [InlineData("RandomRotation: 0.1")]
    [InlineData("RandomContrast: { factor: 0.1, value_range: [-9, 9] }")]
    public void They_may_stand_behind_a_layer_with_weights(string layer)
    {
        using var network = TestNetwork.Compile($$"""
            archspec: 1
            input: [6, 6, 3]
            layers:
              - Conv2D: [4, 3]
              - {{layer}}
              - Flatten
              - Dense: 2
            """);
        network.train();

        network.call(rand(3, 3, 6, 6)).square().sum().backward();

        Assert.All(network.TrainableParameters, parameter => Assert.True(parameter.grad!.abs().sum().item<float>() > 0));
    }

    // N × 2 × 9 × 9: each pixel's column and row.
    private static Tensor Coordinates()
    {
        var line = arange(9).to(float32);
        return stack([line.reshape(1, 9).expand(9, 9), line.reshape(9, 1).expand(9, 9)]).expand(Images, 2, 9, 9);
    }

    private static Tensor Train(string layer, string input, Tensor x)
    {
        using var network = TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
        network.train();
        return network.call(x);
    }

    // Within the range, and near its ends: of 400 draws, one is within 4 % of each end but for one time in ten million.
    private static void AssertSpread(Tensor drawn, double low, double high)
    {
        var (least, most, margin) = (drawn.min().item<float>(), drawn.max().item<float>(), (high - low) * 0.04);
        Assert.InRange(least, low - 1e-4, low + margin);
        Assert.InRange(most, high - margin, high + 1e-4);
    }
}
