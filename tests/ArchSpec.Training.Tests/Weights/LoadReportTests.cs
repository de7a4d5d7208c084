using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>What does not fit is told, and loaded around only where a person says so.</summary>
public sealed class LoadReportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Partial_loads_what_fits_and_tells_the_rest()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny, seed: 1);
        var before = network.WeightedLayers[1].ToKeras("kernel");
        var path = Write(("conv2d/kernel", ones(3, 3, 3, 4)), ("dense/kernel", ones(2, 2)), ("dense/bias", ones(3)), ("a", ones(1)), ("b", ones(1)));

        var report = NetworkWeights.Load(network, path, partial: true);

        Assert.Equal(
            $"""
            Loaded 2 of 4 weights from {path} (safetensors)
              1 missing: conv2d/bias
              1 of the wrong shape: 'dense/kernel' has the shape (2, 2), the model needs (36, 3)
              2 unused: a, b
            """,
            report.Text.ReplaceLineEndings("\n"));
        Assert.Equal(1, network.WeightedLayers[0].ToKeras("kernel").mean().item<float>());
        Assert.True(network.WeightedLayers[1].ToKeras("kernel").equal(before).all().item<bool>());
    }

    [Fact]
    public void Without_it_the_same_is_refused_and_nothing_changes()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny, seed: 1);
        var before = network.WeightedLayers[0].ToKeras("kernel");
        var path = Write(("conv2d/kernel", ones(3, 3, 3, 4)), ("dense/kernel", ones(2, 2)), ("dense/bias", ones(3)), ("a/b", ones(1)));

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, path));

        Assert.Equal(
            $"{path}: these weights are not for 'tiny': 'conv2d/bias' is missing; 'dense/kernel' has the shape (2, 2), the model needs (36, 3); 'a/b' is not in the model (--partial loads the 2 of 4 that fit)",
            error.Message);
        Assert.True(network.WeightedLayers[0].ToKeras("kernel").equal(before).all().item<bool>());
    }

    [Fact]
    public void Nothing_that_fits_is_an_error_also_with_partial()
    {
        using var network = TestNetwork.Compile(TestNetwork.Tiny, seed: 1);
        var path = Write([.. Enumerable.Range(0, 3).Select(i => ($"other/{i}", ones(1)))]);

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, path, partial: true));

        Assert.EndsWith("'dense/bias' is missing; 'other/0' is not in the model; and 2 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_of_Keras_variables_are_known_with_their_model_and_without_nested_ones()
    {
        const string Nested = "archspec: 1\nname: outer\ninput: [4]\nblocks:\n  Inner:\n    layers:\n      - Dense: { units: 2, name: deep }\nlayers:\n  - Inner: { name: inner }\n  - Dense: { units: 1, name: fc }\n";
        using var network = TestNetwork.Compile(Nested);
        var path = Write(("deep/kernel", ones(4, 2)), ("deep/bias", ones(2)), ("outer/fc/kernel:0", ones(2, 1)), ("outer/fc/bias:0", ones(1)));

        Assert.Equal(4, NetworkWeights.Load(network, path).Loaded);
    }

    [Theory]
    [InlineData("MZ\u0090 this is a program, and not weights")]
    [InlineData("")]
    [InlineData("GIF89a")]
    public void A_file_of_no_known_format_is_told_what_can_be_read(string text)
    {
        var path = _folder.Write("w.h5", text);

        Assert.Equal(
            $"{path}: this is no weights file, or it is damaged; safetensors, Keras's .weights.h5, .keras and .h5, TensorFlow.js's model.json, and PyTorch's .pth can be read",
            Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message);
    }

    [Fact]
    public void The_name_of_a_file_says_nothing()
    {
        var path = _folder.In("weights.pth");
        File.Copy(WeightsFolder.In("cnn_tiny.weights.h5"), path);

        Assert.Equal(WeightsNaming.KerasTree, WeightsFile.Read(path).Naming);
        Assert.Equal($"{_folder.In("none.h5")}: there is no such file", Assert.Throws<WeightsException>(() => WeightsFile.Read(_folder.In("none.h5"))).Message);
    }

    private string Write(params (string Name, Tensor Values)[] tensors)
    {
        var path = _folder.In("w.safetensors");
        SafeTensors.Write(path, tensors, new Dictionary<string, string>());
        return path;
    }
}
