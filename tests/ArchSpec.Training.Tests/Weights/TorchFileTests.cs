using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Tests.Compile;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Weights;

/// <summary>Files that PyTorch itself wrote, and what PyTorch made of an input.</summary>
public sealed class TorchFileTests : IDisposable
{
    private const string Small = """
        archspec: 1
        name: small
        input: [8, 6, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, padding: same, activation: relu, name: FIRST }
          - MaxPooling2D
          - Conv2D: { filters: 6, kernel_size: 3, activation: relu, use_bias: false, name: SECOND }
          - Flatten
          - Dropout: 0.5
          - Dense: { units: 5, activation: relu, name: THIRD }
          - Dense: { units: 3, activation: softmax, name: FOURTH }
        """;

    private readonly TorchSharp.DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData("torch_small.pth")]
    [InlineData("torch_checkpoint.pth")]
    [InlineData("torch_protocol4.pth")]
    [InlineData("torch_parameters.pth")]
    public void Outputs_are_those_of_PyTorch(string file)
    {
        using var network = Compile("features.0", "features.3", "fc1", "fc2");

        var report = NetworkWeights.Load(network, WeightsFolder.In(file));

        Assert.Equal((7, null), (report.Loaded, report.Note));
        AssertOutputs(network);
    }

    [Fact]
    public void Names_that_are_nowhere_are_matched_by_order_and_it_is_said()
    {
        using var network = Compile("a", "b", "c", "d");

        var report = NetworkWeights.Load(network, WeightsFolder.In("torch_small.pth"));

        Assert.Equal("matched by order, since no module of the file has a name of the model's", report.Note);
        Assert.Contains(report.Note!, report.Text, StringComparison.Ordinal);
        AssertOutputs(network);
    }

    [Fact]
    public void Some_names_that_are_there_are_never_helped_out_by_order()
    {
        using var network = Compile("features.0", "other", "fc1", "fc2");

        var error = Assert.Throws<WeightsException>(() => NetworkWeights.Load(network, WeightsFolder.In("torch_small.pth")));

        Assert.EndsWith(
            "these weights are not for 'small': 'other/kernel' is missing; 'features.3.weight' is not in the model (--partial loads the 6 of 7 that fit)",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_safetensors_file_with_PyTorch_names_is_in_PyTorch_layout()
    {
        using var folder = new TempFolder();
        var tensors = WeightsFile.Read(WeightsFolder.In("torch_small.pth")).Entries;
        SafeTensors.Write(folder.In("s.safetensors"), [.. tensors.Select(entry => (entry.Name, entry.Values))], new Dictionary<string, string>());
        using var network = Compile("features.0", "features.3", "fc1", "fc2");

        NetworkWeights.Load(network, folder.In("s.safetensors"));

        AssertOutputs(network);
    }

    [Fact]
    public void Views_are_what_PyTorch_shows()
    {
        var views = WeightsFile.Read(WeightsFolder.In("torch_views.pth")).Entries.ToDictionary(entry => entry.Name, entry => entry.Values);

        var rows = Enumerable.Range(0, 6).SelectMany(row => Enumerable.Range(0, 4).Select(column => (float)((column * 6) + row)));
        Assert.Equal([6, 4], views["transposed"].shape);
        Assert.Equal(rows, views["transposed"].data<float>().ToArray());
        Assert.Equal([5f, 6, 7, 8, 9, 10], views["cut"].data<float>().ToArray());
        Assert.Equal([1f, 9, 13, 21], views["strided"].data<float>().ToArray());
        Assert.Equal([1.5f, -2, 1.5f, -2, 1.5f, -2], views["expanded"].data<float>().ToArray());
        Assert.Equal(7.25f, views["scalar"].item<float>());
        Assert.Equal([0, 4], views["empty"].shape);
        Assert.Equal([0.5f, -1.25f], views["half"].data<float>().ToArray());
        Assert.Equal([0.5f, -1.25f], views["bfloat"].data<float>().ToArray());
        Assert.Equal([1e-300, 2], views["double"].data<double>().ToArray());
        Assert.Equal([-(double)(1L << 40), 7], views["long"].data<double>().ToArray());
        Assert.Equal([-3f, 4], views["int8"].data<float>().ToArray());
        Assert.Equal([250f, 1], views["uint8"].data<float>().ToArray());
        Assert.Equal([1f, 0], views["bool"].data<float>().ToArray());
    }

    [Fact]
    public void Batch_normalisation_has_its_own_names_and_its_count_is_no_weight()
    {
        using var network = TestNetwork.Compile("archspec: 1\ninput: [3, 3, 4]\nlayers:\n  - BatchNormalization: { name: bn }\n");

        var report = NetworkWeights.Load(network, WeightsFolder.In("torch_parts.pth"), partial: true);

        Assert.Equal((4, 0), (report.Loaded, report.Missing.Count));
        Assert.DoesNotContain("bn.num_batches_tracked", report.Unused);
        var mean = WeightsFile.Read(WeightsFolder.In("torch_parts.pth")).Entries.Single(entry => entry.Name == "bn.running_mean").Values;
        Assert.True(network.WeightedLayers[0].ToKeras("moving_mean").equal(mean).all().item<bool>());
    }

    [Fact]
    public void Flattened_rows_keep_their_order_through_a_concatenation()
    {
        const string Two = """
            archspec: 1
            inputs: { left: [2, 3, 2], right: [5] }
            layers:
              - Flatten: { inputs: left, name: flat }
              - Concatenate: { inputs: [right, flat] }
              - Dense: { units: 1, use_bias: false, name: fc }
            """;
        using var network = TestNetwork.Compile(Two);
        using var random = new Generator(1); // a sum near 0 would be far off by its own measure
        var (left, right) = (randn([1, 2, 2, 3], generator: random), randn([1, 5], generator: random));
        var weight = randn([1, 17], generator: random);
        var file = new WeightsFile("f", "", WeightsNaming.PyTorch, [new WeightsEntry("fc.weight", weight)], new Dictionary<string, string>());

        var (matches, _) = NetworkWeights.Match(network, file, layers: null);
        network.WeightedLayers[0].SetFromKeras("kernel", matches.Single().Values);

        var expected = nn.functional.linear(cat([right, left.flatten(1)], 1), weight);
        Assert.InRange(TestNetwork.Distance(expected, network.Run([left, right])[0]), 0, 1e-6);
    }

    private static CompiledNetwork Compile(string first, string second, string third, string fourth) => TestNetwork.Compile(
        Small.Replace("FIRST", first, StringComparison.Ordinal).Replace("SECOND", second, StringComparison.Ordinal)
            .Replace("THIRD", third, StringComparison.Ordinal).Replace("FOURTH", fourth, StringComparison.Ordinal));

    private static void AssertOutputs(CompiledNetwork network)
    {
        using var quiet = no_grad();
        var oracle = SafeTensors.Read(WeightsFolder.In("torch_small.safetensors")).Tensors;
        Assert.InRange(TestNetwork.Distance(oracle["output"], network.call(oracle["input"])), 0, 1e-5);
    }
}
