using System.Text.Json;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using TorchSharp;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Whole reference models with weights that follow from a formula, against statistics and values that Keras 3.9.2 gave at some layers.</summary>
public sealed class KerasBigModelTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Models => new()
    {
        { "googlenet_64", "base: googlenet.yaml\ninput: [64, 64, 3]\n" },
        { "mobilenet_notop_64", "base: mobilenet-base.yaml\ninput: [64, 64, 3]\n" },
        { "resnet50_notop_64", "base: resnet50-base.yaml\ninput: [64, 64, 3]\n" },
        { "vgg16_block3_pool_48", "base: { file: vgg16-base.yaml, until: block3_pool }\ninput: [48, 48, 3]\nlayers:\n  - GlobalAveragePooling2D\n  - Dense: { units: 5, activation: softmax }\n" },
        { "resnet50_notop_64", "base: resnet50-base.yaml\ninput: [64, 64, 3]\n" },
        { "mobilenet_notop_64", "base: mobilenet-base.yaml\ninput: [64, 64, 3]\n" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_probe_is_within_a_ten_thousandth_of_its_layers_deviation(string name, string spec)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var oracle = JsonDocument.Parse(File.ReadAllText(RepositoryRoot.In("tests", "ArchSpec.Training.Tests", "Oracle", "big_io", $"{name}.json")));
        using var network = Compile(spec);
        SetWeights(network, oracle.RootElement.GetProperty("weights"));
        var seen = Run(network, oracle.RootElement.GetProperty("input"));

        var probes = oracle.RootElement.GetProperty("probes").EnumerateArray().ToList();
        var passed = probes.Count(probe => KerasFormula.Matches(probe, seen[probe.GetProperty("layer").GetString()!]));

        output.WriteLine($"big_io {name}: {passed} of {probes.Count} probes");
        Assert.Equal(probes.Count, passed);
        Assert.Equal(oracle.RootElement.GetProperty("params").GetInt64(), network.Network.Parameters);
    }

    private static CompiledNetwork Compile(string spec)
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml"))
        {
            File.Copy(file, folder.In(Path.GetFileName(file)));
        }

        var network = new CompiledNetwork(TestNetwork.Load(folder.Write("spec.yaml", $"archspec: 1\n{spec}")), seed: 0);
        network.eval();
        return network;
    }

    // Keras names the layers inside of a block by the Sequential models that it made of the branches too, so the last names decide.
    private static void SetWeights(CompiledNetwork network, JsonElement weights)
    {
        var layers = network.WeightedLayers.ToDictionary(layer => layer.Layer.Name);
        foreach (var (index, weight) in weights.EnumerateArray().Index())
        {
            var path = weight.GetProperty("path").GetString()!.Split('/');
            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            Assert.Equal(shape, layers[path[^2]].Layer.Weights.Single(own => own.Name == path[^1]).Shape.Select(size => (long)size));
            using var values = KerasFormula.Values(shape, weight.GetProperty("rule").GetString()!, 1 + (uint)index);
            layers[path[^2]].SetFromKeras(path[^1], values);
        }

        Assert.Equal(weights.GetArrayLength(), network.WeightedLayers.Sum(layer => layer.Layer.Weights.Length));
    }

    private static Dictionary<string, Tensor> Run(CompiledNetwork network, JsonElement input)
    {
        var x = KerasFormula.Values([.. input.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], "(2u-1)", 0);
        var first = input.GetProperty("first").EnumerateArray().Select(value => value.GetSingle()).ToArray();
        Assert.Equal(first, x.flatten()[..first.Length].data<float>().ToArray(), (left, right) => Math.Abs(left - right) < 1e-7);
        var seen = new Dictionary<string, Tensor>();
        var results = network.Run([TestNetwork.ToTorch(x)], observer: (step, inputs) =>
        {
            foreach (var (index, value) in step.Inputs.Zip(inputs))
            {
                seen[NameOf(network, index)] = value.clone();
            }
        });
        seen[NameOf(network, network.Graph.Outputs[0])] = results[0];
        return seen;
    }

    // A block is seen by what its last layer, which joins the branches, returns.
    private static string NameOf(CompiledNetwork network, int step)
    {
        var path = network.Graph.Steps[step].Path.Split('/');
        return path.Length > 1 && network.Graph.Steps[step].Layer.TypeName == "Concatenate" ? path[0] : path[^1];
    }
}
