using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.Json.Nodes;
using ArchSpec.Graph;
using ArchSpec.Plugins;
using ArchSpec.Spec;
using ArchSpec.Testing;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Native;
using ArchSpec.Training.Weights;
using TorchSharp;

namespace ArchSpec.Tool.Tests.Commands;

/// <summary>The command as people run it, in processes of its own.</summary>
public sealed class SuggestPruneTests : IDisposable
{
    private const string Spec = """
        archspec: 1
        name: fruit
        input: [8, 4, 3]
        layers:
          - Conv2D: { filters: 6, kernel_size: 3, padding: same, activation: relu }   # edges
          - MaxPooling2D: [2, 1]
          - Flatten
          - Dense: [8, relu]
          - Dense: { units: 3, activation: softmax }
        """;

    private readonly TempFolder _folder = new();

    public SuggestPruneTests()
    {
        _folder.Write("fruit.yaml", Spec);
        WriteImages();
        WriteWeights();
    }

    [Fact]
    public void A_fresh_process_measures_what_the_report_says()
    {
        var (code, output, error) = Prune("smaller.yaml");
        Assert.True(code == 0, error);
        Assert.Contains("conv2d: filters 6 -> 4\n    2 channels never fired on 30 images: on at most 10% at 95% confidence (1, 4)\n", output, StringComparison.Ordinal);
        Assert.Contains("dense: units 8 -> ", output, StringComparison.Ordinal);

        var report = JsonNode.Parse(File.ReadAllText(_folder.In("smaller.prune.json")))!;
        var fresh = Evaluate("smaller.yaml", "smaller.safetensors");
        Assert.Equal((int)report["after"]!["correct"]!, (int)fresh["correct"]!);
        Assert.Equal((double)report["after"]!["accuracy"]!, (double)fresh["accuracy"]!);
        Assert.Equal((int)report["images"]!, (int)fresh["images"]!);
        Assert.Equal((int)report["before"]!["correct"]!, (int)Evaluate("fruit.yaml", "trained.safetensors")["correct"]!);
    }

    [Fact]
    public void Json_is_what_the_file_says()
    {
        var (code, output, error) = Prune("smaller.yaml", "--json", "--mode", "safe");

        Assert.True(code == 0, error);
        Assert.Equal(File.ReadAllText(_folder.In("smaller.prune.json")), output);
        Assert.Equal("safe", (string)JsonNode.Parse(output)!["mode"]!);
    }

    [Theory]
    [InlineData("fruit.yaml", 1, "belongs to what is pruned")]
    [InlineData("trained.yaml", 1, "belongs to what is pruned")]
    [InlineData("smaller.txt", 1, "must be a .yaml file")]
    public void What_cannot_be_written_ends_with_1(string output, int expected, string message)
    {
        var before = Directory.GetFiles(_folder.Path);
        var (code, _, error) = Prune(output);

        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFiles(_folder.Path).Order());
    }

    public void Dispose() => _folder.Dispose();

    private (int Code, string Out, string Error) Prune(string output, params string[] more) =>
        Run(["suggest-prune", "fruit.yaml", "--weights", "trained.safetensors", "--data", "data", "--device", "cpu", "--cache-dir", "cache", "-o", output, .. more]);

    private JsonNode Evaluate(string spec, string weights)
    {
        var (code, output, error) = Run(["evaluate", spec, "--weights", weights, "--data", "data", "--device", "cpu", "--cache-dir", "cache", "--json"]);
        Assert.True(code == 0, error);
        return JsonNode.Parse(output)!;
    }

    private (int Code, string Out, string Error) Run(IReadOnlyList<string> arguments)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var tool = RepositoryRoot.In("artifacts", "bin", "ArchSpec.Tool", configuration, "dotnet-archspec.dll");
        var start = new ProcessStartInfo("dotnet", [tool, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.Path };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.ReplaceLineEndings("\n"), error.GetAwaiter().GetResult().ReplaceLineEndings("\n"));
    }

    private void WriteWeights()
    {
        LibTorch.Load();
        using var scope = torch.NewDisposeScope();
        using var network = new CompiledNetwork(NetworkBuilder.Build(new SpecLoader(BuiltInLayers.Registry).Load(_folder.In("fruit.yaml")), BuiltInLayers.Registry), seed: 3);
        Kill(network.WeightedLayers[0], 1, 4);
        Kill(network.WeightedLayers[1], 7);
        NetworkWeights.Save(network, _folder.In("trained.safetensors"), new Dictionary<string, string>());
    }

    // Channels that live have a bias that keeps them alive.
    private static void Kill(CompiledLayer layer, params long[] channels)
    {
        var (kernel, bias) = (layer.ToKeras("kernel"), layer.ToKeras("bias"));
        layer.SetFromKeras("kernel", kernel.index_fill_(kernel.dim() - 1, torch.tensor(channels), 0));
        layer.SetFromKeras("bias", bias.fill_(0.5f).index_fill_(0, torch.tensor(channels), -1));
    }

    // Bitmaps without compression: a row of 4 pixels needs no padding.
    private void WriteImages()
    {
        var random = new Random(5);
        for (var image = 0; image < 30; image++)
        {
            var file = new byte[54 + (8 * 4 * 3)];
            random.NextBytes(file.AsSpan(54));
            (file[0], file[1]) = ((byte)'B', (byte)'M');
            foreach (var (place, value) in new[] { (2, file.Length), (10, 54), (14, 40), (18, 4), (22, 8), (26, 1 | (24 << 16)), (34, file.Length - 54) })
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(place), value);
            }

            _folder.Write($"data/{new[] { "apple", "pear", "plum" }[image % 3]}/{image:D2}.bmp", file);
        }
    }
}
