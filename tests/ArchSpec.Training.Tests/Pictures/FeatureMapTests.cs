using ArchSpec.Training.Compile;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Tests.Compile;
using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Pictures;

/// <summary>Feature maps are those of the network, and a black one is black.</summary>
public sealed class FeatureMapTests : IDisposable
{
    private const string Spec = """
        archspec: 1
        name: maps
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 20, kernel_size: 3, padding: same, name: first }
          - BatchNormalization: { name: norm }
          - ReLU: { name: relu }
          - MaxPooling2D: 2
          - Conv2D: { filters: 5, kernel_size: 3, activation: relu, name: second }
          - Flatten
          - Dense: { units: 2, activation: softmax }
        """;

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Layers_are_the_convolutions_each_with_what_acts_on_its_maps()
    {
        var layers = new FeatureMapCollector(new CompiledNetwork(TestNetwork.Of(Spec), 1)).Layers;

        Assert.Equal(["first", "second"], layers.Select(layer => layer.Path));
        Assert.Equal(["norm", "relu"], layers[0].Followers.Select(step => step.Path));
        Assert.Empty(layers[1].Followers); // what comes next pools, or takes the maps apart
        Assert.Equal((8, 8, 20, 2, 2, 5), (layers[0].Height, layers[0].Width, layers[0].Channels, layers[1].Height, layers[1].Width, layers[1].Channels));
    }

    [Fact]
    public void A_layer_whose_output_goes_two_ways_is_shown_before_they_part()
    {
        var network = new CompiledNetwork(TestNetwork.Of("""
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 1, name: stem }
              - branches:
                  - - ReLU
                  - - Conv2D: { filters: 4, kernel_size: 1, name: other }
                join: Add
              - Flatten
              - Dense: 2
            """), 1);

        Assert.All(new FeatureMapCollector(network).Layers, layer => Assert.Empty(layer.Followers));
    }

    [Fact]
    public void Maps_are_what_the_network_computes_and_silent_channels_are_counted()
    {
        var network = new CompiledNetwork(TestNetwork.Of(Spec), 1);
        network.train();
        using (no_grad())
        {
            network.WeightedLayers[0].Weights["kernel"][3].zero_();
            network.WeightedLayers[0].Weights["kernel"][7].zero_();
        }

        var image = rand(1, 3, 8, 8);
        var seen = new List<LayerMaps>();
        new FeatureMapCollector(network, mostMaps: 16).Run(image, seen.Add);

        Assert.True(network.training); // as it was
        var weights = network.WeightedLayers[0].Weights;
        var bias = weights["bias"];
        var expected = nn.functional.conv2d(image, weights["kernel"], bias, padding: [1, 1]).div(MathF.Sqrt(1 + 1e-3f)).relu();
        Assert.Equal(["first", "second"], seen.Select(maps => maps.Layer.Path));
        Assert.All(Enumerable.Range(0, 20), channel => Assert.Equal(expected[0, channel].max().item<float>() == 0, seen[0].Silent[channel]));
        Assert.True(seen[0].Silent[3] && seen[0].Silent[7] && seen[0].SilentCount < 10);
        Assert.Equal(16, seen[0].Maps.Count);
        Assert.Equal((0, 19), (seen[0].Shown[0], seen[0].Shown[^1]));
        for (var k = 0; k < 16; k++)
        {
            var map = expected[0, seen[0].Shown[k]].contiguous().data<float>().ToArray();
            Assert.All(map.Zip(seen[0].Maps[k]), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        }
    }

    [Fact]
    public void A_run_leaves_no_tensor_behind()
    {
        var collector = new FeatureMapCollector(new CompiledNetwork(TestNetwork.Of(Spec), 1));
        var image = rand(1, 3, 8, 8);
        collector.Run(image, _ => { });
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        collector.Run(image, _ => { });

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void A_map_of_zeros_is_black_and_the_highest_value_is_bright(SKEncodedImageFormat format)
    {
        var layer = new FeatureMapCollector(new CompiledNetwork(TestNetwork.Of(Spec), 1)).Layers[1];
        var maps = new LayerMaps(layer, [1, 0.75, 0], [0, 1, 2], [new float[4], [0, 0, 0, 5], [-1, -1, -1, 3]]);

        using var picture = SKBitmap.Decode(FeatureMapGrid.Encode(maps, columns: 3, cell: 32, format, quality: 70));

        Assert.Equal((3 * 34) - 2, picture.Width);
        Assert.InRange(Light(picture, 16, 16), 0, 12);
        Assert.InRange(Light(picture, 34 + 8, 8), 0, 12); // its zeros
        Assert.InRange(Light(picture, 34 + 24, 24), 600, 765); // its highest
        Assert.InRange(Light(picture, 68 + 8, 8), 0, 12); // the lowest of a map with negative values
        Assert.Equal(0, picture.GetPixel(33, 16).Alpha); // between two maps
    }

    [Fact]
    public void Colours_get_lighter_all_the_way()
    {
        var light = Enumerable.Range(0, 256).Select(level => HeatColours.Of(level / 255f)).Select(colour => (0.2126 * colour.Red) + (0.7152 * colour.Green) + (0.0722 * colour.Blue)).ToList();

        Assert.Equal(0, light[0]);
        Assert.All(light.Zip(light.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 0.5, "they are rounded"));
        Assert.InRange(light[^1], 230, 255);
    }

    [Theory]
    [InlineData(5, 16, "0 1 2 3 4")]
    [InlineData(64, 4, "0 21 42 63")]
    [InlineData(9, 1, "0")]
    [InlineData(0, 4, "")]
    public void Some_of_many_are_taken_evenly(int all, int most, string expected) =>
        Assert.Equal(expected, string.Join(' ', FeatureMapCollector.Evenly(all, most)));

    private static int Light(SKBitmap picture, int x, int y)
    {
        var colour = picture.GetPixel(x, y);
        return colour.Red + colour.Green + colour.Blue;
    }
}
