using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Rescaling, Normalization, Resizing and CenterCrop against numbers computed by hand.</summary>
public sealed class PreprocessingLayerTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("Rescaling: [2, -1]", "[2]", new float[] { 1, 3 }, new float[] { 1, 5 })]
    [InlineData("Rescaling: { scale: [2, 3], offset: [1, 0] }", "[2]", new float[] { 1, 3 }, new float[] { 3, 9 })]
    [InlineData("Rescaling: { scale: [2, 3] }", "[1, 1, 2]", new float[] { 1, 3 }, new float[] { 2, 9 })]
    [InlineData("Rescaling: { scale: [2, 3] }", "[2, 2]", new float[] { 1, 3, 5, 7 }, new float[] { 2, 9, 10, 21 })]
    [InlineData("Normalization: { mean: 1, variance: 4 }", "[2]", new float[] { 1, 3 }, new float[] { 0, 1 })]
    [InlineData("Normalization: { mean: [1, 2], variance: [4, 0.25] }", "[1, 1, 2]", new float[] { 3, 3 }, new float[] { 1, 2 })]
    [InlineData("Normalization: { mean: [1, 2], variance: [4, 0.25], axis: 1 }", "[2, 2]", new float[] { 1, 3, 2, 3 }, new float[] { 0, 1, 0, 2 })]
    [InlineData("Normalization: { mean: [1, 2], variance: [4, 0.25], invert: true }", "[2]", new float[] { 1, 2 }, new float[] { 3, 3 })]
    [InlineData("Normalization: { mean: 0, variance: 0 }", "[2]", new float[] { 1e-7f, 0 }, new float[] { 1, 0 })]
    [InlineData("Normalization: { mean: 3, variance: 4, axis: null }", "[2]", new float[] { 1, 3 }, new float[] { -1, 0 })]
    [InlineData("Normalization", "[2]", new float[] { 1, 3 }, new float[] { 1, 3 })]
    public void Values(string layer, string input, float[] x, float[] y)
    {
        using var network = Compile(layer, input);
        var sizes = input.Trim('[', ']').Split(", ").Select(long.Parse).Prepend(1).ToArray();

        var output = network.call(TestNetwork.ToTorch(tensor(x, sizes)));

        Assert.Equal(y, TestNetwork.ToKeras(output).contiguous().data<float>());
    }

    [Fact]
    public void Normalization_uses_its_weights_in_Keras_s_order_of_axes()
    {
        using var network = Compile("Normalization: { axis: [1, 3] }", "[2, 3, 4]");
        var (mean, variance) = (randn(2, 4), rand(2, 4) + 0.5);
        TestNetwork.SetWeights(network, [mean, variance, tensor(0f)]);
        var x = randn(5, 2, 3, 4);

        var y = TestNetwork.ToKeras(network.call(TestNetwork.ToTorch(x)));

        Assert.True(y.allclose((x - mean.reshape(1, 2, 1, 4)) / variance.reshape(1, 2, 1, 4).sqrt(), 1e-5, 1e-6));
    }

    [Theory]
    [InlineData("[4, 1, bilinear]", new float[] { 0, 8 }, new float[] { 0, 2, 6, 8 })]
    [InlineData("[2, 1, bilinear]", new float[] { 0, 8, 4, 0 }, new float[] { 4, 2 })]
    [InlineData("{ height: 2, width: 1, antialias: true }", new float[] { 7, 0, 0, 14 }, new float[] { 3, 6 })] // (0.75, 0.75, 0.25, 0) / 1.75 and its mirror image
    [InlineData("[2, 1, area]", new float[] { 3, 6, 9 }, new float[] { 4, 8 })]
    [InlineData("[2, 1, nearest]", new float[] { 1, 2, 3, 4, 5 }, new float[] { 2, 4 })]
    [InlineData("[5, 1, nearest]", new float[] { 1, 2 }, new float[] { 1, 1, 2, 2, 2 })]
    public void Resizing_one_column(string arguments, float[] x, float[] y)
    {
        using var network = Compile($"Resizing: {arguments}", $"[{x.Length}, 1, 1]");

        Assert.Equal(y, network.call(tensor(x, [1, 1, x.Length, 1])).data<float>().Select(value => MathF.Round(value, 4)));
    }

    // The sixth of twelve pixels made of six: 0.25 to the right of the third.
    [Theory]
    [InlineData("bicubic", new[] { 0, -0.0703125, 0.8671875, 0.2265625, -0.0234375, 0 })]
    [InlineData("lanczos3", new[] { 0.0301123, -0.1332746, 0.8927708, 0.2710106, -0.0679973, 0.0073783 })]
    public void Resizing_weighs_the_pixels_around(string interpolation, double[] weights)
    {
        using var network = Compile($"Resizing: [12, 1, {interpolation}]", "[6, 1, 1]");

        var received = network.call(eye(6).reshape(6, 1, 6, 1)).select(2, 5).flatten();

        Assert.True(received.allclose(tensor(weights).to(float32), 0, 1e-6), received.str());
    }

    [Theory]
    [InlineData(3, 11)]
    [InlineData(9, 4)]
    [InlineData(17, 5)]
    public void Resizing_is_libtorch_s_bilinear_interpolation(int height, int width)
    {
        using var network = Compile($"Resizing: [{height}, {width}]", "[9, 5, 3]");
        var x = rand(2, 3, 9, 5);

        var y = network.call(x);

        Assert.True(y.allclose(nn.functional.interpolate(x, [height, width], mode: InterpolationMode.Bilinear, align_corners: false), 1e-5, 1e-6));
        Assert.True(TestNetwork.ToKeras(y).is_contiguous());
    }

    [Fact]
    public void Resizing_crops_or_pads_to_the_aspect_ratio_first()
    {
        using var cropping = Compile("Resizing: { height: 1, width: 1, interpolation: area, crop_to_aspect_ratio: true }", "[2, 5, 1]");
        using var padding = Compile("Resizing: { height: 1, width: 1, interpolation: area, pad_to_aspect_ratio: true, fill_value: 10 }", "[2, 5, 1]");
        var x = arange(10).to(float32).reshape(1, 1, 2, 5);

        // Columns 1 and 2 of 5; then one row of tens above and below two rows.
        Assert.Equal((1 + 2 + 6 + 7) / 4f, cropping.call(x).item<float>());
        Assert.Equal((45 + 100) / 20f, padding.call(x).item<float>(), 5);
    }

    [Fact]
    public void A_crop_is_the_middle_and_of_a_small_image_an_enlarged_part()
    {
        using var middle = Compile("CenterCrop: [2, 3]", "[5, 6, 1]");
        using var enlarged = Compile("CenterCrop: [4, 4]", "[2, 6, 1]");
        var x = arange(30).to(float32).reshape(1, 1, 5, 6);

        Assert.Equal(new float[] { 7, 8, 9, 13, 14, 15 }, middle.call(x).contiguous().data<float>());
        var part = x.slice(2, 0, 2, 1).slice(3, 2, 4, 1);
        var expected = nn.functional.interpolate(part, [4, 4], mode: InterpolationMode.Bilinear, align_corners: false);
        Assert.True(enlarged.call(x.slice(2, 0, 2, 1)).allclose(expected));
    }

    [Fact]
    public void Sizes_may_be_unknown_until_the_layer_runs()
    {
        using var network = Compile("Resizing: [4, 4]", "[null, null, 3]");

        Assert.Equal([2, 3, 4, 4], network.call(rand(2, 3, 7, 9)).shape);
        Assert.Equal([1, 3, 4, 4], network.call(rand(1, 3, 2, 3)).shape);
    }

    private static ArchSpec.Training.Compile.CompiledNetwork Compile(string layer, string input) =>
        TestNetwork.Compile($"archspec: 1\ninput: {input}\nlayers:\n  - {layer}\n");
}
