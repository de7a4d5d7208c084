using System.IO.Compression;
using System.Text.Json;
using ArchSpec.Plugins.Tests.Keras;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Whole models, imported from Keras's JSON, give the outputs and the activations of each layer that Keras 3.9.2 gave.</summary>
public sealed class KerasIoTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-5;

    [Fact]
    public void Outputs_and_activations_of_every_model_are_those_of_Keras()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var folder = new TempFolder();
        ZipFile.ExtractToDirectory(RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "keras_io.zip"), folder.In("io"));
        var models = Directory.GetDirectories(folder.In("io")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).ToList();

        var compared = models.SelectMany(model => Compare(model, folder.In("io"))).ToList();

        var wrong = compared.Where(item => !(item.Distance <= Tolerance)).Select(item => $"{item.Name}: {item.Distance}").ToList();
        output.WriteLine($"io: {models.Count} models, {compared.Count - wrong.Count} of {compared.Count} outputs and activations");
        Assert.Equal(17, models.Count);
        Assert.Equal(147, compared.Count);
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    private static List<(string Name, double Distance)> Compare(string model, string folder)
    {
        var oracle = SafeTensors.Read(Path.Combine(folder, model, "io.safetensors")).Tensors;
        using var about = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, model, "io.json")));
        using var network = new CompiledNetwork(KerasOracle.Import(KerasOracle.Json("models", model), model), seed: 0);
        network.eval();
        SetWeights(network, about.RootElement.GetProperty("weights"), oracle);

        var (outputs, seen) = Run(network, [.. Enumerable.Range(0, about.RootElement.GetProperty("inputs").GetArrayLength()).Select(index => oracle[$"input/{index}"])]);

        return
        [
            .. outputs.Select((value, index) => ($"{model} output {index}", Distance(oracle[$"output/{index}"], value))),
            .. oracle.Where(pair => pair.Key.StartsWith("act/", StringComparison.Ordinal)).Select(pair => ($"{model} {pair.Key[4..]}", Distance(pair.Value, seen[pair.Key[4..]]))),
        ];
    }

    // Keras leaves out the names of models around a layer: the layer's own decides. A custom layer's JSON does not say what the layers
    // inside of it are called: there the order does.
    private static void SetWeights(CompiledNetwork network, JsonElement weights, IReadOnlyDictionary<string, Tensor> oracle)
    {
        if (network.WeightedLayers.Any(layer => layer.Path.StartsWith("inception", StringComparison.Ordinal)))
        {
            TestNetwork.SetWeights(network, weights.EnumerateArray().Select(weight => oracle[weight.GetProperty("key").GetString()!]));
            return;
        }

        var layers = network.WeightedLayers.ToDictionary(layer => layer.Layer.Name);
        foreach (var weight in weights.EnumerateArray())
        {
            var path = weight.GetProperty("path").GetString()!.Split('/');
            var value = oracle[weight.GetProperty("key").GetString()!];
            Assert.Equal(value.shape, layers[path[^2]].Layer.Weights.Single(own => own.Name == path[^1]).Shape.Select(size => (long)size));
            layers[path[^2]].SetFromKeras(path[^1], value);
        }

        Assert.Equal(weights.GetArrayLength(), network.WeightedLayers.Sum(layer => layer.Layer.Weights.Length));
    }

    private static (IReadOnlyList<Tensor> Outputs, Dictionary<string, Tensor> Seen) Run(CompiledNetwork network, IReadOnlyList<Tensor> inputs)
    {
        var seen = new Dictionary<string, Tensor>();
        var outputs = network.Run([.. inputs.Select(TestNetwork.ToTorch)], observer: (step, taken) =>
        {
            foreach (var (index, value) in step.Inputs.Zip(taken))
            {
                seen[network.Graph.Steps[index].Path] = value.clone();
            }
        });
        foreach (var (step, value) in network.Graph.Outputs.Zip(outputs))
        {
            seen[network.Graph.Steps[step].Path] = value;
        }

        return (outputs, seen);
    }

    private static double Distance(Tensor expected, Tensor received) => TestNetwork.Distance(expected, TestNetwork.ToKeras(received));
}
