using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Keras's files through the reader into a network, whose outputs must be those that Keras itself gave with these weights.</summary>
public sealed class KerasFileTests
{
    private const string CnnTiny = """
        archspec: 1
        name: tiny
        input: [16, 16, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu }
          - MaxPooling2D
          - Conv2D: { filters: 8, kernel_size: 3, padding: same, activation: relu }
          - MaxPooling2D
          - Flatten
          - Dense: { units: 6, activation: relu }
          - Dense: { units: 5, activation: softmax }
        """;

    private const string Nested = """
        archspec: 1
        name: outer
        input: [12, 12, 3]
        blocks:
          Features:
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, activation: relu }
              - MaxPooling2D
              - Conv2D: { filters: 5, kernel_size: 3, activation: relu }
          Head:
            layers:
              - Flatten
              - Dense: { units: 6, activation: relu }
              - Dense: { units: 2, activation: softmax }
        layers:
          - Features: { name: features }
          - Head: { name: sequential }
        """;

    // The counts of the file go by the rows of the summary: the shortcut's convolution comes behind the second one.
    private const string Residual = """
        archspec: 1
        name: residual
        inputs: { image: [9, 9, 3] }
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, use_bias: false, name: stem }
          - Conv2D: { filters: 6, kernel_size: 1, strides: 2, use_bias: false, name: shortcut }
          - BatchNormalization: { name: shortcut_bn }
          - Conv2D: { filters: 6, kernel_size: 3, strides: 2, padding: same, use_bias: false, inputs: stem, name: conv2d }
          - BatchNormalization: { name: batch_normalization }
          - Activation: relu
          - Conv2D: { filters: 6, kernel_size: 3, padding: same, use_bias: false, name: conv2d_1 }
          - BatchNormalization: { name: batch_normalization_1 }
          - Add: { inputs: [batch_normalization_1, shortcut_bn] }
          - Activation: relu
          - GlobalAveragePooling2D
          - Dense: { units: 3, name: dense }
        """;

    [Theory]
    [InlineData("cnn_tiny.weights.h5", "cnn_tiny", CnnTiny)]
    [InlineData("cnn_tiny_names.weights.h5", "cnn_tiny", CnnTiny)]
    [InlineData("cnn_tiny.keras", "cnn_tiny", CnnTiny)]
    [InlineData("cnn_tiny_old.h5", "cnn_tiny", CnnTiny)]
    [InlineData("cnn_tiny_model.h5", "cnn_tiny", CnnTiny)]
    [InlineData("cnn_tiny_other_names.h5", "cnn_tiny", CnnTiny)]
    [InlineData("nested_sequential.weights.h5", "nested_sequential", Nested)]
    [InlineData("nested_sequential.h5", "nested_sequential", Nested)]
    [InlineData("residual_block.weights.h5", "residual_block", Residual)]
    [InlineData("residual_block.h5", "residual_block", Residual)]
    public void Outputs_are_those_of_Keras(string file, string model, string spec)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var network = TestNetwork.Compile(spec, seed: 9);
        var oracle = SafeTensors.Read(WeightsFolder.Oracle($"{model}.safetensors")).Tensors;
        var (x, expected) = (TestNetwork.ToTorch(oracle["input/0"]), oracle["output/0"]);
        Assert.False(TestNetwork.Distance(expected, network.call(x)) < 1e-3);

        var report = NetworkWeights.Load(network, WeightsFolder.In(file));

        Assert.Equal(report.Expected, report.Loaded);
        Assert.InRange(TestNetwork.Distance(expected, network.call(x)), 0, 1e-5);
        Assert.Equal(file == "cnn_tiny_other_names.h5", report.Note is not null);
    }

    [Fact]
    public void Names_in_the_file_go_before_the_count()
    {
        // The layers in another order than in the file: counted, they would be mixed up, and their shapes are alike.
        using var folder = new TempFolder();
        const string Pair = "archspec: 1\ninput: [4]\nlayers:\n  - Dense: { units: 4, name: A }\n  - Dense: { units: 4, name: B }\n";
        using var network = TestNetwork.Compile(Pair.Replace('A', 'x').Replace('B', 'y'), seed: 1);
        using var scope = NewDisposeScope();
        var entries = new[] { ("y", 2f), ("x", 1f) }.SelectMany((pair, place) => new[]
        {
            new WeightsEntry($"layers/dense{(place == 0 ? "" : "_1")}/vars/0", full([4, 4], pair.Item2), pair.Item1),
            new WeightsEntry($"layers/dense{(place == 0 ? "" : "_1")}/vars/1", full([4], pair.Item2), pair.Item1),
        }).ToList();
        var file = new WeightsFile("f", "", WeightsNaming.KerasTree, entries, new Dictionary<string, string>());

        Assert.Equal([1f, 1f, 2f, 2f], Firsts(network, file));
        Assert.Equal([2f, 2f, 1f, 1f], Firsts(network, file with { Entries = [.. entries.Select(entry => entry with { Layer = null })] }));
        Assert.Equal([2f, 2f, 1f, 1f], Firsts(network, file with { Entries = [.. entries.Select(entry => entry with { Layer = entry.Layer + "_7" })] }));
    }

    [Fact]
    public void Types_of_other_policies_and_compressed_values_are_read()
    {
        using var scope = NewDisposeScope();
        var entries = WeightsFile.Read(WeightsFolder.In("types.weights.h5")).Entries.ToDictionary(entry => entry.Name, entry => entry.Values);

        Assert.Equal(["layers/dense/vars/0", "layers/dense/vars/1", "layers/dense_1/vars/0", "layers/dense_1/vars/1"], entries.Keys.Order());
        Assert.Equal([0f, 0.25f, 0.5f, 0.75f, 1f, 1.25f], entries["layers/dense/vars/0"].data<float>().ToArray());
        Assert.Equal([1.5f, -2f, 0.25f], entries["layers/dense/vars/1"].data<float>().ToArray());
        Assert.Equal(ScalarType.Float64, entries["layers/dense_1/vars/0"].dtype);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (double)i), entries["layers/dense_1/vars/0"][2].data<double>().ToArray());
        Assert.Equal(39, entries["layers/dense_1/vars/1"].data<double>().ToArray()[^1]);
    }

    [Theory]
    [InlineData("cnn_tiny.weights.h5")]
    [InlineData("cnn_tiny.keras")]
    [InlineData("cnn_tiny_old.h5")]
    public void A_file_that_is_cut_is_one_message(string name)
    {
        using var folder = new TempFolder();
        var bytes = File.ReadAllBytes(WeightsFolder.In(name));
        for (var length = 0; length < bytes.Length; length += 997)
        {
            var path = folder.Write(name, bytes[..length]);
            var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(path));
            Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Theory]
    [InlineData("cnn_tiny_names.weights.h5")]
    [InlineData("cnn_tiny_model.h5")]
    [InlineData("types.weights.h5")]
    public void A_file_with_flipped_bytes_is_read_or_refused(string name)
    {
        using var folder = new TempFolder();
        var (bytes, random) = (File.ReadAllBytes(WeightsFolder.In(name)), new Random(1));
        for (var round = 0; round < 120; round++)
        {
            using var scope = NewDisposeScope();
            var changed = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                changed[random.Next(round % 2 == 0 ? 2048 : changed.Length)] ^= (byte)(1 << random.Next(8));
            }

            ReadOrRefuse(folder.Write(name, changed));
        }
    }

    [Fact]
    public void Groups_that_hold_themselves_have_an_end()
    {
        var error = Assert.Throws<WeightsException>(() => WeightsFile.Read(WeightsFolder.In("loops.weights.h5")));

        Assert.Contains(" is in itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_HDF5_file_of_something_else_is_told_what_is_missing()
    {
        var path = WeightsFolder.In("no_weights.h5");

        Assert.Equal(
            $"{path}: this HDF5 file has no weights that Keras wrote: neither a group 'layers' nor an attribute 'layer_names'",
            Assert.Throws<WeightsException>(() => WeightsFile.Read(path)).Message);
    }

    internal static void ReadOrRefuse(string path)
    {
        try
        {
            Assert.NotNull(WeightsFile.Read(path).Entries);
        }
        catch (WeightsException error)
        {
            Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        }
    }

    private static List<float> Firsts(CompiledNetwork network, WeightsFile file)
    {
        var (matches, report) = NetworkWeights.Match(network, file, layers: null);
        Assert.Equal(4, report.Loaded);
        return [.. matches.Select(match => match.Values.flatten()[0].item<float>())];
    }
}
