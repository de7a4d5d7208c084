using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Weights of networks in files.</summary>
public sealed class NetworkWeightsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_one_network_saves_another_loads()
    {
        using var saved = TestNetwork.Compile(TestNetwork.Tiny, seed: 1);
        using var loaded = TestNetwork.Compile(TestNetwork.Tiny, seed: 2);
        var (path, x) = (_folder.In("w.safetensors"), rand(2, 3, 6, 6));

        NetworkWeights.Save(saved, path, new Dictionary<string, string> { ["k"] = "v" });
        var report = NetworkWeights.Load(loaded, path);

        Assert.Equal("v", report.About["k"]);
        Assert.Equal($"Loaded 4 weights from {path} (safetensors)", report.Text);
        Assert.True(saved.call(x).equal(loaded.call(x)).all().item<bool>());
        Assert.Equal(["conv2d/kernel", "conv2d/bias", "dense/kernel", "dense/bias"], SafeTensors.Read(path).Tensors.Keys);
        Assert.Equal([3, 3, 3, 4], SafeTensors.Read(path).Tensors["conv2d/kernel"].shape);
    }

    [Theory]
    [InlineData("missing", "'dense/bias' is missing")]
    [InlineData("unknown", "'dense_9/bias' is not in the model")]
    [InlineData("shape", "'dense/bias' has the shape (1), the model needs (3)")]
    public void Weights_that_do_not_fit_are_named_and_nothing_changes(string what, string expected)
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny, seed: 1);
        var before = Values(network);
        var tensors = NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => zeros_like(pair.Values));
        switch (what)
        {
            case "missing":
                tensors.Remove("dense/bias");
                break;
            case "unknown":
                tensors["dense_9/bias"] = zeros(3);
                break;
            default:
                tensors["dense/bias"] = zeros(1);
                break;
        }

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, tensors, "w.safetensors"));

        Assert.Equal($"w.safetensors: these weights are not for 'tiny': {expected}", error.Message);
        Assert.Equal(before, Values(network));
    }

    [Fact]
    public void Many_problems_are_five_and_a_count()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny);
        var others = Enumerable.Range(0, 5).ToDictionary(i => $"other/{i}", _ => zeros(1));

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, others, "w"));

        Assert.EndsWith("; and 4 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_with_weights_sets_its_own_layers_alone()
    {
        _folder.Write("base.yaml", "archspec: 1\nname: base\ninput: [4]\nlayers:\n  - Dense: 3\n    name: one\n  - Dense: 2\n    name: two\n");
        using (var source = new CompiledNetwork(TestNetwork.Load(_folder.In("base.yaml")), seed: 5))
        {
            NetworkWeights.Save(source, _folder.In("base.safetensors"), new Dictionary<string, string>());
        }

        var spec = _folder.Write("spec.yaml", "archspec: 1\nbase: { file: base.yaml, until: one, weights: base.safetensors }\nlayers:\n  - Dense: 2\n    name: head\n");
        using var network = new CompiledNetwork(TestNetwork.Load(spec), seed: 6);
        using var fresh = new CompiledNetwork(TestNetwork.Load(spec), seed: 6);

        InitialWeights.Of(network.Network, null).LoadInto(network, new SessionOptions { Data = "" });

        var file = SafeTensors.Read(_folder.In("base.safetensors")).Tensors;
        Assert.True(network.WeightedLayers[0].ToKeras("kernel").equal(file["one/kernel"]).all().item<bool>());
        Assert.True(network.WeightedLayers[1].ToKeras("kernel").equal(fresh.WeightedLayers[1].ToKeras("kernel")).all().item<bool>());
        InitialWeights.Of(fresh.Network, "none").LoadInto(fresh, new SessionOptions { Data = "" });
        Assert.False(fresh.WeightedLayers[0].ToKeras("kernel").equal(file["one/kernel"]).all().item<bool>());
    }

    private static List<float> Values(CompiledNetwork network) => [.. NetworkWeights.Copy(network).SelectMany(pair => pair.Values.data<float>().ToArray())];
}
