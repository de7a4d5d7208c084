using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Plugins;
using ArchSpec.Testing;
using ArchSpec.Training.Weights;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>Single layers, compiled from a spec, against what Keras 3.9.2 itself computed.</summary>
public sealed class KerasLayerCaseTests(ITestOutputHelper output)
{
    private static readonly string Oracle = RepositoryRoot.In("tests", "ArchSpec.Plugins.Tests", "Oracle");

    [Fact]
    public void Every_case_that_specs_can_say_gives_the_numbers_of_Keras()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var tensors = SafeTensors.Read(Path.Combine(Oracle, "layer_cases.safetensors")).Tensors;
        var (ran, refused, wrong) = (0, new List<string>(), new List<string>());
        foreach (var one in Cases())
        {
            try
            {
                var distance = Distance(one, tensors);
                ran++;
                wrong.AddRange(distance < 1e-5 ? [] : [$"{one.GetProperty("index")} {one.GetProperty("config")}: {distance}"]);
            }
            catch (SpecException)
            {
                refused.Add(one.TryGetProperty("error", out var keras) ? keras.GetString()! : one.GetProperty("config").GetProperty("activation").GetString()!);
            }
        }

        output.WriteLine($"layer_cases: {ran - wrong.Count} of {ran} within 1e-5, {refused.Count} that Keras refuses too");
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Equal(156, ran);
        Assert.Equal(2, refused.Count); // what Keras refuses too: threshold without arguments, an output_padding of 0
    }

    private static IEnumerable<JsonElement> Cases() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Oracle, "layer_cases.json")))
        .RootElement.EnumerateArray()
        .Where(one => BuiltInLayers.Registry.Find(one.GetProperty("type").GetString()!) is not null);

    private static string SpecOf(JsonElement one)
    {
        var shape = string.Join(", ", one.GetProperty("input_shape").EnumerateArray().Skip(1));
        return $"archspec: 1\ninput: [{shape}]\nlayers:\n  - {one.GetProperty("type").GetString()}: {JsonSerializer.Serialize(one.GetProperty("config"))}\n";
    }

    private static double Distance(JsonElement one, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var network = TestNetwork.Compile(SpecOf(one));
        var index = one.GetProperty("index").GetInt32();
        TestNetwork.SetWeights(network, Enumerable.Range(0, tensors.Keys.Count(name => name.StartsWith($"{index}/w", StringComparison.Ordinal))).Select(i => tensors[$"{index}/w{i}"]));
        var output = network.call(TestNetwork.ToTorch(tensors[$"{index}/x"]));
        return TestNetwork.Distance(tensors[$"{index}/y"], TestNetwork.ToKeras(output));
    }
}
