using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using ArchSpec.Training.Weights.Published;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights.Published;

/// <summary>Which published set a spec's <c>weights: imagenet</c> is, and how it gets into the network.</summary>
public sealed class PublishedWeightsTests : IDisposable
{
    private const string Base = "archspec: 1\nname: mine\ninput: [4]\nlayers:\n  - Dense: { units: 3, name: one }\n  - Dense: { units: 2, name: two }\n";
    private const string Spec = "archspec: 1\nbase: { file: base.yaml, UNTIL weights: imagenet }\nlayers:\n  - Dense: { units: 5, name: head }\n";

    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();
    private readonly List<string> _said = [];

    public PublishedWeightsTests() => _folder.Write("base.yaml", Base);

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_set_has_the_layers_of_its_model()
    {
        Assert.Equal([("vgg16", 13), ("resnet50", 106), ("mobilenet", 54)], PublishedWeights.All.Select(set => (set.Model, set.Layers.Count)));
        Assert.All(PublishedWeights.All, set => Assert.Equal(("https", "storage.googleapis.com"), (set.Url.Scheme, set.Url.Host)));
        Assert.All(PublishedWeights.All, set => Assert.True((set.Md5 ?? new string('0', 32)).Length == 32 && (set.Sha256 ?? new string('0', 64)).Length == 64));
        var vgg16 = TestNetwork.Load(RepositoryRoot.In("architectures", "vgg16.yaml"));
        Assert.Equal("vgg16", PublishedWeights.For(vgg16.WeightSources.Single().Layers, PublishedWeights.All)?.Model);
        Assert.Equal(PublishedWeights.All[0].Layers.Order(), vgg16.WeightSources.Single().Layers.Order());
    }

    [Theory]
    [InlineData("until: one,")]
    [InlineData("")]
    public void A_set_is_downloaded_and_loaded_into_the_base_alone(string until)
    {
        var (network, saved) = Networks(until);
        using var server = SmallServer.Of(File.ReadAllBytes(_folder.In("w.h5")));
        var set = PublishedStoreTests.Set(server.Url, File.ReadAllBytes(_folder.In("w.h5")), "one", "two");
        var head = network.WeightedLayers[^1].ToKeras("kernel");

        var initial = InitialWeights.Of(network.Network, null, [set]);
        initial.Fetch(new PublishedStore(_folder.In("cache"), null, _said.Add, null), default);
        initial.LoadInto(network, Options());

        Assert.True(network.WeightedLayers[0].ToKeras("kernel").equal(saved.WeightedLayers[0].ToKeras("kernel")).all().item<bool>());
        Assert.True(network.WeightedLayers[^1].ToKeras("kernel").equal(head).all().item<bool>());
        Assert.Equal($"Loaded {(until.Length > 0 ? 2 : 4)} weights from {_folder.In("cache/w.h5")} (safetensors)", _said[^1]);
    }

    [Theory]
    [InlineData("until: one,")]
    [InlineData("")]
    public void A_file_may_stand_for_the_set_or_for_the_whole(string until)
    {
        var (network, saved) = Networks(until);

        InitialWeights.Of(network.Network, _folder.In("w.h5")).LoadInto(network, Options());
        Assert.True(network.WeightedLayers[0].ToKeras("kernel").equal(saved.WeightedLayers[0].ToKeras("kernel")).all().item<bool>());
        Assert.Equal($"Loaded {(until.Length > 0 ? 2 : 4)} weights from {_folder.In("w.h5")} (safetensors)", _said[^1]);

        NetworkWeights.Save(network, _folder.In("whole.safetensors"), new Dictionary<string, string>());
        InitialWeights.Of(network.Network, _folder.In("whole.safetensors")).LoadInto(network, Options());
        Assert.StartsWith($"Loaded {(until.Length > 0 ? 4 : 6)} weights", _said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_another_head_stands_for_neither()
    {
        var (network, _) = Networks("");
        var weights = NetworkWeights.Copy(network).ToDictionary(pair => pair.Name, pair => pair.Values);
        weights["head/kernel"] = zeros(2, 7);
        SafeTensors.Write(_folder.In("other.safetensors"), [.. weights.Select(pair => (pair.Key, pair.Value))], new Dictionary<string, string>());

        var error = Assert.Throws<WeightsException>(() => InitialWeights.Of(network.Network, _folder.In("other.safetensors")).LoadInto(network, Options()));

        Assert.Contains("'head/kernel' has the shape (2, 7), the model needs (2, 5)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("block1_conv1, block3_conv4", "the weights 'imagenet' of vgg16 have no layer 'block3_conv4'")]
    [InlineData("one, two", "'one' is in none of them")]
    public void Layers_of_no_set_are_refused_where_the_spec_asks(string names, string expected)
    {
        var layers = string.Concat(names.Split(", ").Select(name => $"  - Dense: {{ units: 4, name: {name} }}\n"));
        var network = TestNetwork.Load(_folder.Write("s.yaml", $"archspec: 1\nweights: imagenet\ninput: [4]\nlayers:\n{layers}"));

        var error = Assert.Throws<TrainingException>(() => InitialWeights.Of(network, null));

        Assert.StartsWith($"{_folder.In("s.yaml")}(2,10): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private (CompiledNetwork Network, CompiledNetwork Saved) Networks(string until)
    {
        var saved = new CompiledNetwork(TestNetwork.Load(_folder.In("base.yaml")), seed: 5);
        NetworkWeights.Save(saved, _folder.In("w.h5"), new Dictionary<string, string>());
        var spec = _folder.Write("spec.yaml", Spec.Replace("UNTIL", until, StringComparison.Ordinal));
        return (new CompiledNetwork(TestNetwork.Load(spec), seed: 6), saved);
    }

    private SessionOptions Options() => new() { Data = "", Say = _said.Add };
}
