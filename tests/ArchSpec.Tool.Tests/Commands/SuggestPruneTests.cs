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

    private static readonly string[] Common =
        ["suggest-prune", "fruit.yaml", "--weights", "trained.safetensors", "--data", "data", "--device", "cpu", "--cache-dir", "cache"];

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
        Assert.Contains("conv2d: filters 6 -> 4\n    2 channels never fired on 30 images: its weights let it fire on no image (1, 4)\n", output, StringComparison.Ordinal);
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

    [Fact]
    public void A_dry_run_prints_the_difference_and_writes_nothing()
    {
        var before = Directory.GetFiles(_folder.Path);
        var (code, output, error) = Run([.. Common, "--dry-run"]);

        Assert.True(code == 0, error);
        Assert.Contains("--- fruit.yaml\n+++ fruit.pruned.yaml\n@@ ", output, StringComparison.Ordinal);
        Assert.Contains("\n-  - Conv2D: { filters: 6, ", output, StringComparison.Ordinal);
        Assert.Contains("\n+  - Conv2D: { filters: 4, ", output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing has been written.\n", output, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFiles(_folder.Path).Order());
    }

    [Theory]
    [InlineData("--target-flops", "50%", "flops", 0.5)]
    [InlineData("--target-params", "0.4", "parameters", 0.4)]
    public void A_target_is_kept(string option, string value, string figure, double share)
    {
        var (code, output, error) = Prune("smaller.yaml", "--json", option, value);

        Assert.True(code == 0, error);
        var report = JsonNode.Parse(output)!;
        Assert.Equal("budget", (string)report["mode"]!);
        Assert.InRange((long)report["after"]![figure]!, 1, share * (long)report["before"]![figure]!);
        Assert.True(File.Exists(_folder.In("smaller.prune.html")));
    }

    [Fact]
    public void A_target_that_cannot_be_reached_says_the_least()
    {
        var (code, _, error) = Prune("smaller.yaml", "--target-params", "3");

        Assert.Equal(1, code);
        Assert.Matches("error: at most 3 parameters cannot be reached: with one channel left of all that may go, [0-9,]+ remain", error);
        Assert.False(File.Exists(_folder.In("smaller.yaml")));
    }

    [Theory]
    [InlineData("--mode budget", "--mode budget needs --target-params, --target-flops, --target-latency or --max-drop.")]
    [InlineData("--mode safe --target-flops 0.5", "--mode safe takes what it finds")]
    [InlineData("--target-flops 0.5 --target-params 0.5", "Give one of --target-params, --target-flops and --target-latency.")]
    [InlineData("--target-flops half", "A target is a share such as 0.5 or 50%, or a positive number such as 52000; received 'half'.")]
    [InlineData("--max-drop 1 --dry-run", "--max-drop trains and keeps its rounds")]
    [InlineData("--max-drop 1 --split test", "--split is for a single look")]
    [InlineData("--max-drop 0.5 --target-latency 5ms", "--target-latency is for a single round")]
    public void What_does_not_go_together_ends_with_2(string options, string message)
    {
        var (code, _, error) = Prune("smaller.yaml", options.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_output_only_a_dry_run_is_possible()
    {
        var (code, _, error) = Run(Common);

        Assert.Equal(2, code);
        Assert.Contains("The --output field is required, but with --dry-run.", error, StringComparison.Ordinal);
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
        Run([.. Common, "-o", output, .. more]);

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
