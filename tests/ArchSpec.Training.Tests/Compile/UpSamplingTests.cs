using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Enlarged images against the definition of <c>jax.image.resize</c>, which Keras calls, pixel by pixel.</summary>
public sealed class UpSamplingTests
{
    [Theory]
    [InlineData("nearest", 2, 3, 4, 5)]
    [InlineData("nearest", 7, 11, 9, 13)]
    [InlineData("bilinear", 2, 3, 4, 5)]
    [InlineData("bilinear", 3, 1, 1, 6)]
    [InlineData("bicubic", 2, 3, 4, 5)]
    [InlineData("bicubic", 5, 2, 3, 1)]
    [InlineData("lanczos3", 2, 3, 4, 8)]
    [InlineData("lanczos5", 3, 2, 2, 12)]
    public void Each_pixel_is_the_weighted_mean_of_its_neighbours(string interpolation, int down, int right, int height, int width)
    {
        using var scope = NewDisposeScope();
        foreach (var input in new[] { $"{height}, {width}", "~, ~" })
        {
            using var network = TestNetwork.Compile($"archspec: 1\ninput: [{input}, 2]\nlayers:\n  - UpSampling2D: {{ size: [{down}, {right}], interpolation: {interpolation} }}\n");
            var x = randn([2, height, width, 2], ScalarType.Float64);

            var y = TestNetwork.ToKeras(network.call(TestNetwork.ToTorch(x)));

            Assert.Equal([2, height * down, width * right, 2], y.shape);
            var rows = Enumerable.Range(0, height * down).Select(at => Weights(interpolation, at, height, down)).ToList();
            var columns = Enumerable.Range(0, width * right).Select(at => Weights(interpolation, at, width, right)).ToList();
            for (var row = 0; row < rows.Count; row++)
            {
                for (var column = 0; column < columns.Count; column++)
                {
                    var expected = rows[row].SelectMany((down, i) => columns[column].Select((across, j) => down * across * x[1, i, j, 1].item<double>())).Sum();
                    Assert.Equal(expected, y[1, row, column, 1].item<double>(), 1e-9);
                }
            }
        }
    }

    [Fact]
    public void A_sequence_repeats_each_step()
    {
        using var scope = NewDisposeScope();
        using var network = TestNetwork.Compile("archspec: 1\ninput: [~, 2]\nlayers:\n  - UpSampling1D: 3\n");

        var y = network.call(tensor(new[] { 1f, 2, 3, 4 }).reshape(1, 2, 2));

        Assert.Equal([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4], y.data<float>().ToArray());
    }

    private static double[] Weights(string interpolation, int at, int size, int factor)
    {
        if (interpolation == "nearest")
        {
            return [.. Enumerable.Range(0, size).Select(pixel => pixel == at / factor ? 1.0 : 0)];
        }

        var place = ((at + 0.5) / factor) - 0.5;
        var weights = Enumerable.Range(0, size).Select(pixel => Kernel(interpolation, Math.Abs(place - pixel))).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static double Kernel(string interpolation, double x) => interpolation switch
    {
        "bilinear" => Math.Max(0, 1 - x),
        "bicubic" => x < 1 ? (1.5 * x * x * x) - (2.5 * x * x) + 1 : x < 2 ? (-0.5 * x * x * x) + (2.5 * x * x) - (4 * x) + 2 : 0,
        _ => Sinc(x) * Sinc(x / Radius(interpolation)) * (x < Radius(interpolation) ? 1 : 0),
    };

    private static double Radius(string interpolation) => interpolation == "lanczos3" ? 3 : 5;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
