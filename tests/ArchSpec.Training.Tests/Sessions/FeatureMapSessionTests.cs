using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Native;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Pictures;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using SkiaSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Sessions;

/// <summary>Pictures of feature maps: what is in them, pixel by pixel, and how the files are called.</summary>
public sealed class FeatureMapSessionTests : IDisposable
{
    // The header above the maps, the place of the first, and from one to the next; see FeatureMapPage.
    private const int Left = 24;
    private const int Top = 24 + (3 * 22) + 96 + 20 + 24;
    private const int Cell = 96;
    private const int Step = 96 + 12;

    private static readonly SKColor DeadInk = new(0xFFB42318);

    // Kernels of 1 × 1 that give red, the negative of red (which is never above 0), nothing, and green.
    private const string Spec = """
        archspec: 1
        name: colours
        input: [12, 12, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 1, use_bias: false, name: zeta }
          - ReLU: { name: relu }
          - MaxPooling2D: { name: pool }
          - Conv2D: { filters: 2, kernel_size: 1, name: alpha }
          - Flatten
          - Dense: { units: 3, activation: softmax }
        """;

    private readonly SmallRice _rice = new();
    private readonly string _weights;

    public FeatureMapSessionTests()
    {
        using var network = new CompiledNetwork(TestNetwork.Of(Spec), 1);
        TestNetwork.SetWeights(network, network.WeightedLayers.SelectMany(layer => layer.Layer.Weights.Select(weight => layer.Path == "zeta" ? Kernel() : zeros([.. weight.Shape.Select(size => (long)size)]))));
        _weights = _rice.In("colours.safetensors");
        NetworkWeights.Save(network, _weights, new Dictionary<string, string>());
    }

    public void Dispose() => _rice.Dispose();

    [Fact]
    public void Files_are_numbered_in_the_networks_order_and_the_figures_are_those_of_the_maps()
    {
        var report = Run([Picture("half.png", 1)]);

        Assert.Equal(["01-zeta.png", "02-alpha.png"], report.Layers.Select(layer => layer.File));
        Assert.Equal(["01-zeta.png", "02-alpha.png"], Directory.GetFiles(_rice.In("maps")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(("zeta", "relu", 12, 12), (report.Layers[0].Layer, report.Layers[0].After, report.Layers[0].Height, report.Layers[0].Width));
        Assert.Equal([0.5, 1, 1, 0], report.Layers[0].Sparsity);
        Assert.Equal([1, 2], report.Layers[0].Silent);
        Assert.Contains("\"sparsity\": [", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_map_is_black_with_a_red_label_and_a_live_one_is_bright_where_it_fires()
    {
        Run([Picture("half.png", 1)]);

        using var page = SKBitmap.Decode(_rice.In("maps", "01-zeta.png"));
        foreach (var dead in new[] { 1, 2 })
        {
            Assert.All(Pixels(page, dead), colour => Assert.Equal(SKColors.Black, colour));
            Assert.True(LabelHas(page, dead, DeadInk));
        }

        var fires = Pixels(page, 0);
        Assert.Equal(0.5, fires.Count(colour => colour == SKColors.Black) / (double)fires.Count, 0.02);
        Assert.All(fires.Where(colour => colour != SKColors.Black), colour => Assert.True(colour.Red + colour.Green + colour.Blue > 600));
        Assert.False(LabelHas(page, 0, DeadInk));
        Assert.Equal(SKColors.White, page.GetPixel(Left + Cell + 6, Top + 40)); // between two maps
    }

    [Fact]
    public void The_most_zeros_come_first_where_that_order_is_asked_for()
    {
        Run([Picture("half.png", 1)], order: MapOrder.Sparsity);

        using var page = SKBitmap.Decode(_rice.In("maps", "01-zeta.png"));
        Assert.All(Pixels(page, 0).Concat(Pixels(page, 1)), colour => Assert.Equal(SKColors.Black, colour)); // channels 1 and 2
        Assert.Equal(0.5, Pixels(page, 2).Count(colour => colour == SKColors.Black) / (double)(Cell * Cell), 0.02); // channel 0
        Assert.DoesNotContain(SKColors.Black, Pixels(page, 3)); // channel 3, which is green all over
    }

    // The second image is half as red, so that the same channel is darker for it: both have one scale.
    [Fact]
    public void Maps_of_several_images_stand_side_by_side_on_one_scale()
    {
        var report = Run([Picture("half.png", 1), Picture("weak.png", 0.5)]);

        using var page = SKBitmap.Decode(_rice.In("maps", "01-zeta.png"));
        var (strong, weak) = (page.GetPixel(Left + 54, Top + 36), page.GetPixel(Left + 74 + 54, Top + 36));
        Assert.True(strong.Red + strong.Green + strong.Blue > 600, $"{strong}");
        Assert.InRange(weak.Red + weak.Green + weak.Blue, 150, 450);
        Assert.Equal([0.5, 1, 1, 0], report.Layers[0].Sparsity);
    }

    [Fact]
    public void Other_layers_can_be_named_and_unknown_ones_are_said_with_those_that_there_are()
    {
        var report = Run([Picture("half.png", 1)], layers: ["pool", "alpha"]);
        var error = Assert.Throws<TrainingException>(() => Run([Picture("half.png", 1)], layers: ["pol"]));

        Assert.Equal(["01-pool.png", "02-alpha.png"], report.Layers.Select(layer => layer.File));
        Assert.Contains("'pol'", error.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'pool'?", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("it has 'zeta', 'relu', 'pool' and 'alpha'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_image_of_each_class_is_the_first_that_can_be_used()
    {
        var data = _rice.Options.Data;
        var bad = Directory.GetFiles(Path.Combine(data, "Basmati")).Order(StringComparer.Ordinal).First();
        File.WriteAllText(bad, "no picture");
        var said = new List<string>();

        var images = FeatureMapSession.OneOfEach(ImageFolder.OpenAll(data), new ImageShape(12, 12, 3), said.Add);

        Assert.Equal(["Arborio", "Basmati", "Ipsala", "Jasmine", "Karacadag"], images.Select(image => image.Name));
        Assert.All(images, image => Assert.StartsWith(Path.Combine(data, image.Name), image.Path, StringComparison.Ordinal));
        Assert.NotEqual(bad, images[1].Path);
        Assert.Contains(bad, Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public void Hundreds_of_channels_are_all_drawn()
    {
        var layer = FeatureLayer.Of(Graph.FlatGraph.Of(TestNetwork.Of("archspec: 1\ninput: [4, 4, 3]\nlayers: [{ Conv2D: { filters: 700, kernel_size: 1 } }, Flatten]\n")))[0];
        var maps = new LayerMaps(layer, [.. Enumerable.Repeat(0.0, 699), 1], [.. Enumerable.Range(0, 700)], [.. Enumerable.Range(0, 700).Select(channel => channel == 699 ? new float[16] : [.. Enumerable.Repeat(1f, 16)])]);
        using var input = new SKBitmap(4, 4);

        using var page = SKBitmap.Decode(new FeatureMapPage([new MappedImage("image", input)], MapOrder.Sparsity).Png("wide", [maps]));

        Assert.All(Pixels(page, 0), colour => Assert.Equal(SKColors.Black, colour));
        Assert.DoesNotContain(SKColors.Black, Pixels(page, 1));
        Assert.InRange(page.Width, 1000, 3000);
    }

    private FeatureMapReport Run(IReadOnlyList<FeatureImage> images, IReadOnlyList<string>? layers = null, MapOrder order = MapOrder.Channel) =>
        new FeatureMapSession(TestNetwork.Of(Spec), _weights, layers ?? [], order).Run(images, _rice.In("maps"), _rice.Options);

    // Red on its right half, green all over.
    private FeatureImage Picture(string name, double red)
    {
        using var bitmap = new SKBitmap(12, 12, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Pixels = [.. Enumerable.Range(0, 144).Select(pixel => new SKColor(pixel % 12 < 6 ? (byte)0 : (byte)(255 * red), 200, 0))];
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(_rice.In(name), data.ToArray());
        return new FeatureImage(name, _rice.In(name));
    }

    private static Tensor Kernel()
    {
        var kernel = zeros(1, 1, 3, 4);
        kernel[0, 0, 0, 0] = 1;
        kernel[0, 0, 0, 1] = -1;
        kernel[0, 0, 1, 3] = 1;
        return kernel;
    }

    private static List<SKColor> Pixels(SKBitmap page, int place) =>
        [.. Enumerable.Range(0, Cell * Cell).Select(k => page.GetPixel(Left + (place * Step) + (k % Cell), Top + (k / Cell)))];

    private static bool LabelHas(SKBitmap page, int place, SKColor ink) =>
        Enumerable.Range(0, Cell * 18).Any(k => page.GetPixel(Left + (place * Step) + (k % Cell), Top + Cell + (k / Cell)) == ink);
}
