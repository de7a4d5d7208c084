using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Weights;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>A spec may name layers as it likes; modules and weights files must bear it.</summary>
public sealed class LayerNameTests
{
    [Theory]
    [InlineData("conv.1")]
    [InlineData("größe 3 × 3")]
    [InlineData("__metadata__")]
    public void Any_name_compiles_and_its_weights_come_back(string name)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var folder = new TempFolder();
        var text = $"archspec: 1\nname: n\ninput: [4]\nlayers:\n  - Dense: 3\n    name: '{name}'\n";
        using var saved = TestNetwork.Compile(text, seed: 1);
        NetworkWeights.Save(saved, folder.In("base.safetensors"), new Dictionary<string, string>());
        folder.Write("base.yaml", text);
        using var loaded = new CompiledNetwork(
            TestNetwork.Load(folder.Write("spec.yaml", "archspec: 1\nbase: { file: base.yaml, weights: base.safetensors }\nlayers:\n  - Dense: 2\n    name: head\n")), seed: 2);

        InitialWeights.Of(loaded.Network, null).LoadInto(loaded, new SessionOptions { Data = "" });

        Assert.Equal(name, loaded.WeightedLayers[0].Path);
        Assert.True(saved.WeightedLayers[0].ToKeras("kernel").equal(loaded.WeightedLayers[0].ToKeras("kernel")).all().item<bool>());
    }
}
