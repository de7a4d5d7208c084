using System.IO.Compression;
using System.Text.Json;
using ArchSpec.Plugins.Tests.Keras;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>
/// A model of each family of <c>keras.applications</c>, imported from Keras's JSON, with weights that follow from a formula: at some of its
/// layers the values that Keras 3.9.2 had. Made by the same functions as the large models, of few channels or for small pictures.
/// </summary>
public sealed class KerasApplicationTests(ITestOutputHelper output)
{
    private static readonly string Archive = RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "applications.zip");

    public static TheoryData<string> Models
    {
        get
        {
            using var zip = ZipFile.OpenRead(Archive);
            return [.. zip.Entries.Where(entry => entry.Name.EndsWith(".io.json", StringComparison.Ordinal)).Select(entry => entry.Name[..^".io.json".Length])];
        }
    }

    [Fact]
    public void Every_family_is_there() => Assert.Equal(15, Models.Count);

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_probe_is_within_a_ten_thousandth_of_its_layers_deviation(string name)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var oracle = JsonDocument.Parse(Read($"{name}.io.json"));
        using var network = new CompiledNetwork(KerasOracle.ImportAsSpec(Read($"{name}.json"), name), seed: 0);
        network.eval();
        SetWeights(network, oracle.RootElement.GetProperty("weights"));

        AssertProbes(network, oracle.RootElement);
        Assert.Equal(oracle.RootElement.GetProperty("params").GetInt64(), network.Network.Parameters);
    }

    [Fact]
    public void Weights_that_Keras_wrote_go_where_they_belong()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var folder = new TempFolder();
        using var oracle = JsonDocument.Parse(Read("ConvNeXt.io.json"));
        using var network = new CompiledNetwork(KerasOracle.ImportAsSpec(Read("ConvNeXt.json"), "ConvNeXt"), seed: 0);
        network.eval();
        File.WriteAllBytes(folder.In("it.weights.h5"), Read("ConvNeXt.weights.h5"));

        var report = NetworkWeights.Load(network, folder.In("it.weights.h5"));

        Assert.Equal(report.Expected, report.Loaded);
        AssertProbes(network, oracle.RootElement);
    }

    private void AssertProbes(CompiledNetwork network, JsonElement oracle)
    {
        var seen = Run(network, oracle.GetProperty("input"));
        var probes = oracle.GetProperty("probes").EnumerateArray().ToList();
        var wrong = probes.Where(probe => !KerasFormula.Matches(probe, seen[LayerOf(probe)])).Select(LayerOf).ToList();

        output.WriteLine($"{probes.Count - wrong.Count} of {probes.Count} probes");
        Assert.Equal("", string.Join(", ", wrong));

        static string LayerOf(JsonElement probe) => probe.GetProperty("layer").GetString()!;
    }

    private static void SetWeights(CompiledNetwork network, JsonElement weights)
    {
        var layers = network.WeightedLayers.ToDictionary(layer => layer.Layer.Name);
        foreach (var (number, weight) in weights.EnumerateArray().Index())
        {
            var layer = layers[weight.GetProperty("layer").GetString()!];
            var own = layer.Layer.Weights[weight.GetProperty("index").GetInt32()];
            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            Assert.Equal(shape, own.Shape.Select(size => (long)size));
            using var values = KerasFormula.Values(shape, weight.GetProperty("rule").GetString()!, 1 + (uint)number);
            layer.SetFromKeras(own.Name, values);
        }

        Assert.Equal(weights.GetArrayLength(), network.WeightedLayers.Sum(layer => layer.Layer.Weights.Length));
    }

    // A model inside of the model is seen by what its last layer gives.
    private static Dictionary<string, Tensor> Run(CompiledNetwork network, JsonElement input)
    {
        var x = KerasFormula.Values([.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], input.GetProperty("rule").GetString()!, 0);
        var first = input.GetProperty("first").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        Assert.Equal(first, x.flatten()[..first.Length].data<float>().ToArray(), (left, right) => Math.Abs(left - right) <= 1e-4 * Math.Abs(left));
        var taken = new SortedDictionary<int, Tensor>();
        var results = network.Run([TestNetwork.ToTorch(x)], observer: (step, inputs) =>
        {
            foreach (var (index, value) in step.Inputs.Zip(inputs))
            {
                taken[index] = value.clone();
            }
        });
        taken[network.Graph.Outputs[0]] = results[0];
        var seen = new Dictionary<string, Tensor>();
        foreach (var (step, value) in taken)
        {
            var path = network.Graph.Steps[step].Path.Split('/');
            (seen[path[^1]], seen[path[0]]) = (value, value);
        }

        return seen;
    }

    private static byte[] Read(string name)
    {
        using var zip = ZipFile.OpenRead(Archive);
        using var from = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        from.CopyTo(bytes);
        return bytes.ToArray();
    }
}
