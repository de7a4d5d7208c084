using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Data;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Sessions;
using ArchSpec.Training.Tests.Prune;
using ArchSpec.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Sessions;

public sealed class PruneSessionTests : IDisposable
{
    private const string Spec = """
        # Fruit.
        archspec: 1
        name: fruit
        input: [8, 4, 3]
        layers:
          - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu }   # edges
          - Conv2D:
              filters: 5
              kernel_size: 3
              activation: relu
          - Flatten
          - Dense: [8, relu]
          - Dropout: 0.5
          - Dense: { units: 3, activation: softmax }
        """;

    private readonly TempFolder _data = new();

    [Fact]
    public void The_spec_the_weights_and_the_report_are_written()
    {
        using var model = Model(Spec).Kill("conv2d: 1 4; conv2d_1: 0; dense: 7");
        var report = Run(model);

        Assert.Equal(["smaller.prune.html", "smaller.prune.json", "smaller.safetensors", "smaller.yaml"], NewFiles(model));
        Snapshot.Verify(File.ReadAllText(Path.Combine(model.Folder, "smaller.yaml")), extension: "yaml");
        Assert.Equal((23, report.Before.Correct, report.Before.Accuracy), (report.Images, report.After.Correct, report.After.Accuracy));
        Assert.Equal(report.Before.Loss, report.After.Loss, 1e-4);
        Assert.InRange(report.After.Parameters, 1, report.Before.Parameters - 1);
        Assert.InRange(report.After.Flops, 1, report.Before.Flops - 1);
    }

    [Fact]
    public void An_evaluation_of_what_was_written_finds_the_same()
    {
        using var model = Model(Spec).Kill("conv2d: 1 4; conv2d_1: 0; dense: 7");
        var report = Run(model);
        var (_, network) = Read(report.Spec);
        var evaluation = EvaluationSession.Run(network, report.Weights, ImageFolder.OpenAll(_data.In("data")), ArchSpec.Spec.Losses.CategoricalCrossentropy.WithDefaults, 7, Options);

        Assert.Equal(report.After.Correct, evaluation.Confusion.Correct);
        Assert.Equal(report.After.Loss, evaluation.Loss, 1e-5);
        Assert.Equal(report.After.Parameters, network.Parameters);
        Assert.Equal(report.After.Flops, network.Flops);
    }

    [Fact]
    public void The_report_says_what_was_done()
    {
        using var model = Model(Spec).Kill("conv2d: 1 4; conv2d_1: 0 1 2 3 4");
        var report = Run(model);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(model.Folder, "smaller.prune.json")))!;

        Assert.Equal("fruit", (string)json["model"]!);
        Assert.Equal("lossless", (string)json["mode"]!);
        Assert.Equal(0.99, (double)json["limits"]!["apoz"]!);
        Assert.Equal(Sha256(Path.Combine(model.Folder, "model.yaml")), (string)json["hashes"]!["spec"]!);
        Assert.Equal(Sha256(Path.Combine(model.Folder, "trained.safetensors")), (string)json["hashes"]!["weights"]!);
        Assert.Matches("^[0-9a-f]{64}$", (string)json["hashes"]!["data"]!);
        Assert.Equal(23, (int)json["images"]!);
        Assert.Equal(report.After.Correct, (int)json["after"]!["correct"]!);
        Assert.Equal(report.Before.Parameters, (long)json["before"]!["parameters"]!);
        Assert.InRange((double)json["proof"]!["largest_difference"]!, 0, 1e-10 * (double)json["proof"]!["largest_output"]!);
        Assert.Equal(["conv2d", "conv2d_1", "dense", "dense_1"], json["layers"]!.AsArray().Select(layer => (string)layer!["layer"]!));
        Assert.Equal("filters", (string)json["layers"]![0]!["argument"]!);
        Assert.Equal([0, 2, 3, 5], json["layers"]![0]!["kept"]!.AsArray().Select(channel => (int)channel!));
        Assert.Equal([1, 4], json["layers"]![0]!["removed"]!.AsArray().Select(channel => (int)channel!["channel"]!));
        Assert.Equal("never fired on 23 images: its weights let it fire on no image", (string)json["layers"]![0]!["removed"]![0]!["reason"]!);
        Assert.Equal((5, 1), ((int)json["layers"]![1]!["before"]!, (int)json["layers"]![1]!["after"]!));
        Assert.Equal("kept: 'conv2d_1' needs at least one channel, and all 5 of it are dead", (string)json["layers"]![1]!["refused"]![0]!["reason"]!);
        Assert.All(json["layers"]!.AsArray(), KeptIsComplete);
    }

    [Fact]
    public void A_second_run_has_nothing_to_do()
    {
        using var model = Model(Spec).Kill("conv2d: 1 4; conv2d_1: 0; dense: 7");
        var first = Run(model);
        var (document, network) = Read(first.Spec);
        var request = Request(model, "smallest.yaml") with { Document = document, Network = network, Weights = first.Weights };
        var second = PruneSession.Run(request, Options);

        Assert.All(second.Layers, layer => Assert.Empty(layer.Removed));
        Assert.Equal(File.ReadAllBytes(first.Spec), File.ReadAllBytes(second.Spec));
        Assert.Equal(first.After with { Latency = null }, second.After with { Latency = null });
        using var scope = NewDisposeScope();
        var (before, after) = (SafeTensors.Read(first.Weights).Tensors, SafeTensors.Read(second.Weights).Tensors);
        Assert.All(before, pair => Assert.True(pair.Value.equal(after[pair.Key]).all().item<bool>()));
    }

    [Fact]
    public void Weights_that_the_spec_names_become_the_new_ones()
    {
        using var model = Model("""
            archspec: 1
            base: { file: nets/base.yaml, trainable: false }
            layers:
              - Flatten
              - Dense: { units: 3, activation: softmax }
            === nets/base.yaml
            archspec: 1
            input: [8, 4, 3]
            weights: ../old.safetensors   # from another task
            layers:
              - Conv2D: { filters: 6, kernel_size: 3, activation: relu }
            === old.safetensors
            not read
            """).Kill("conv2d: 1");
        Run(model);
        var (_, network) = Read(Path.Combine(model.Folder, "smaller.yaml"));

        Assert.Equal(["nets/smaller.base.yaml", "smaller.prune.html", "smaller.prune.json", "smaller.safetensors", "smaller.yaml"], NewFiles(model));
        Assert.Contains("weights: ../smaller.safetensors   # from another task\n", File.ReadAllText(Path.Combine(model.Folder, "nets", "smaller.base.yaml")), StringComparison.Ordinal);
        Assert.Equal(Path.Combine(model.Folder, "smaller.safetensors"), network.WeightSources.Single().FullPath);
    }

    [Fact]
    public void Another_folder_gets_all_that_the_spec_needs()
    {
        using var model = Model(Blocks).Kill("use/a: 1");
        var report = Run(model, "out/deep/smaller.yaml");
        var (_, network) = Read(report.Spec);

        Assert.Equal(report.After.Parameters, network.Parameters);
        Assert.Equal(["out/deep/library.yaml", "out/deep/smaller.prune.html", "out/deep/smaller.prune.json", "out/deep/smaller.safetensors", "out/deep/smaller.yaml"], NewFiles(model));
    }

    [Fact]
    public void A_corrupted_slice_writes_nothing()
    {
        using var model = Model(Spec).Kill("conv2d: 1");
        var request = Request(model, "smaller.yaml") with { Tamper = slices => slices[0].Values.add_(0.01) };

        Refuses(model, request, "nothing has been written");
    }

    [Theory]
    [InlineData("model.yaml", "belongs to what is pruned")]
    [InlineData("./sub/../library.yaml", "belongs to what is pruned")]
    [InlineData("trained.yaml", "belongs to what is pruned")] // whose weights would replace those that are read
    [InlineData("smaller.json", "must be a .yaml file")]
    [InlineData("smaller", "must be a .yaml file")]
    public void An_output_that_cannot_be_is_refused(string output, string reason)
    {
        using var model = Model(Blocks).Kill("use/a: 1");
        Refuses(model, Request(model, output), reason);
    }

    [Fact]
    public void Another_file_of_a_needed_name_is_not_replaced()
    {
        using var model = Model(Blocks + "\n=== out/library.yaml\narchspec: 1 # another\n").Kill("use/a: 1");
        Refuses(model, Request(model, "out/smaller.yaml"), "there is another file of that name");
    }

    [Fact]
    public void A_copy_of_a_base_does_not_replace_the_spec()
    {
        using var model = Model("archspec: 1\nbase: base.yaml\nlayers: [Flatten, { Dense: [3, softmax] }]\n=== base.yaml\narchspec: 1\ninput: [8, 4, 3]\nlayers:\n  - Conv2D: { filters: 4, kernel_size: 3, activation: relu }\n", "x.base.yaml").Kill("conv2d: 1");
        Refuses(model, Request(model, "x.yaml"), "belongs to what is pruned");
    }

    public void Dispose() => _data.Dispose();

    private const string Blocks = """
        archspec: 1
        include: library.yaml
        input: [8, 4, 3]
        layers:
          - Use: 4
            name: use
          - Flatten
          - Dense: { units: 3, activation: softmax }
        === library.yaml
        archspec: 1
        blocks:
          Use:
            parameters: [n]
            layers:
              - Conv2D: { filters: "${n}", kernel_size: 1, activation: relu, name: a }
        """;

    private SessionOptions Options => new() { Data = _data.In("data"), Device = "cpu", Cache = new CacheOptions { Mode = CacheMode.Ram } };

    private PruneModel Model(string text, string name = "model.yaml")
    {
        var model = new PruneModel(text, name: name);
        BitmapFolder.Write(_data.In("data"), model.Images);
        return model;
    }

    private PruneReport Run(PruneModel model, string output = "smaller.yaml") => PruneSession.Run(Request(model, output), Options);

    private PruneRequest Request(PruneModel model, string output)
    {
        var weights = Path.Combine(model.Folder, "trained.safetensors");
        NetworkWeights.Save(model.Compiled, weights, new Dictionary<string, string>());
        return model.Request() with { Weights = weights, Output = Path.Combine(model.Folder, output), Images = PruneImages.Of(ImageFolder.OpenAll(_data.In("data"))), BatchSize = 7 };
    }

    private void Refuses(PruneModel model, PruneRequest request, string reason)
    {
        var before = Contents(model);
        var error = Assert.Throws<PruneException>(() => PruneSession.Run(request, Options));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Contents(model));
    }

    private static List<string> Contents(PruneModel model) =>
        [.. Directory.GetFiles(model.Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Sha256(file)}")];

    private static List<string> NewFiles(PruneModel model) =>
    [
        .. Directory.GetFiles(model.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(model.Folder, file).Replace('\\', '/'))
            .Where(file => file.Contains("smaller", StringComparison.Ordinal) || file.StartsWith("out/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static (SpecDocument Document, Network Network) Read(string path)
    {
        var document = new SpecLoader(BuiltInLayers.Registry).Load(path);
        return (document, NetworkBuilder.Build(document, BuiltInLayers.Registry));
    }

    private static string Sha256(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static void KeptIsComplete(JsonNode? layer)
    {
        var kept = layer!["kept"]!.AsArray().Select(channel => (int)channel!).ToList();
        var removed = layer["removed"]!.AsArray().Select(channel => (int)channel!["channel"]!);
        Assert.Equal(kept.Order(), kept);
        Assert.Equal(Enumerable.Range(0, (int)layer["before"]!), kept.Concat(removed).Order());
        Assert.Equal((int)layer["after"]!, kept.Count);
    }
}
