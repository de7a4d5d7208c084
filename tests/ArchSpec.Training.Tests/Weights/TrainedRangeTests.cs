using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Weights say which pixels they were trained on, and are refused by a spec that gives others.</summary>
public sealed class TrainedRangeTests : IDisposable
{
    private const string Vgg = "archspec: 1\nname: v\nweights: imagenet\nINPUT\nlayers:\n  - Conv2D: { filters: 2, kernel_size: 3, name: block1_conv1 }\n";

    private readonly TempFolder _folder = new();

    private string File => _folder.In("w.safetensors");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[0, 1]", "[0, 1]")]
    [InlineData("[0, 255]", "[0, 255]")]
    [InlineData("tf", "[-1, 1]")]
    [InlineData("{ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }", "torch")]
    public void The_same_pixels_said_in_another_way_are_the_same(string saved, string read)
    {
        Save(saved);
        using var network = Tiny(read);

        NetworkWeights.Load(network, File);

        using var scope = NewDisposeScope();
        Assert.Equal(saved, SafeTensors.Read(File).About["range"]);
    }

    [Theory]
    [InlineData("[0, 255]", "[0, 1]")]
    [InlineData("[0, 1]", "[0, 255]")]
    [InlineData("caffe", "torch")]
    public void Other_pixels_are_refused_and_change_nothing(string saved, string read)
    {
        Save(saved);
        using var scope = NewDisposeScope();
        using var network = Tiny(read, seed: 9);
        var before = network.WeightedLayers[0].ToKeras("kernel").clone();

        foreach (var partial in new[] { false, true })
        {
            var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, File, partial));
            Assert.Equal($"{File}: these weights were trained on pixels of {saved}, and 'tiny' gets {read}; say input: {{ shape: [6, 6, 3], range: {saved} }}", error.Message);
        }

        Assert.True(network.WeightedLayers[0].ToKeras("kernel").equal(before).all().item<bool>());
    }

    [Fact]
    public void Pixels_of_a_later_version_are_refused()
    {
        using var network = Tiny("[0, 1]");
        NetworkWeights.Save(network, File, new Dictionary<string, string> { [NetworkWeights.RangeKey] = "logarithmic" });

        Assert.Contains("does not know: 'logarithmic'", Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_does_not_say_it_is_for_any_pixels_that_the_spec_says()
    {
        using var network = Tiny("[0, 255]");
        NetworkWeights.Save(network, File, new Dictionary<string, string> { [NetworkWeights.ClassesKey] = "[]" });

        Assert.Equal(4, NetworkWeights.Load(network, File).Loaded);
    }

    [Fact]
    public void An_older_file_needs_a_spec_that_says_it_where_published_weights_changed_what_is_meant()
    {
        using var implied = new CompiledNetwork(TestNetwork.Of(Vgg.Replace("INPUT", "input: [8, 8, 3]", StringComparison.Ordinal)), 0);
        using var said = new CompiledNetwork(TestNetwork.Of(Vgg.Replace("INPUT", "input: { shape: [8, 8, 3], range: [0, 1] }", StringComparison.Ordinal)), 0);
        NetworkWeights.Save(implied, File, new Dictionary<string, string> { [NetworkWeights.ClassesKey] = "[]" });

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(implied, File));

        Assert.Contains("'v' gets caffe since its spec has published weights; say input: { shape: [8, 8, 3], range: [0, 1] } to keep", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, NetworkWeights.Load(said, File).Loaded);
        NetworkWeights.Save(implied, File, new Dictionary<string, string>());
        Assert.Equal(2, NetworkWeights.Load(implied, File).Loaded);
    }

    private void Save(string range)
    {
        using var network = Tiny(range);
        NetworkWeights.Save(network, File, NetworkWeights.About(network.Network, ["a", "b", "c"]));
    }

    private static CompiledNetwork Tiny(string range, long seed = 0) =>
        TestNetwork.Compile(TestNetwork.Tiny.Replace("[6, 6, 3]", $"{{ shape: [6, 6, 3], range: {range} }}", StringComparison.Ordinal), seed);
}
