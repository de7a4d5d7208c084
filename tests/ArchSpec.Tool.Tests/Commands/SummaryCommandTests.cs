using System.Text.Json;
using ArchSpec.Diagnostics;
using ArchSpec.Testing;
using ArchSpec.Tool.Commands;

namespace ArchSpec.Tool.Tests.Commands;

public sealed class SummaryCommandTests
{
    private const string Small = """
        archspec: 1
        name: small
        include: inception.yaml
        input: [8, 8, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3 }
          - InceptionModule: [1, 1, 1, 1, 1, 1]
          - Flatten
          - Dense: { units: 2, trainable: false }
        """;

    [Fact]
    public void A_pipe_gets_the_full_width()
    {
        var (code, output, error) = Run(new());

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Model: \"small\"\n┏━", output, StringComparison.Ordinal);
        Assert.Equal(88, output.Split('\n')[1].Length);
    }

    [Fact]
    public void The_width_the_name_and_the_columns_can_be_chosen()
    {
        var (_, output, _) = Run(new() { Width = 130, Name = "other", ShowTrainable = true, Flops = true, DeviceFlops = "1e9" });

        Assert.StartsWith("Model: \"other\"\n", output, StringComparison.Ordinal);
        Assert.Equal(130, output.Split('\n')[1].Length);
        Assert.Contains("Trainable", output, StringComparison.Ordinal);
        // 2·27·36·4 for the convolution, 2·36·(4 + 4 + 9 + 4 + 25 + 4) for the block, 2·144·2 for the dense layer.
        Assert.Contains("\n Total FLOPs: 11,952 (11.95 kFLOPs)\n Theoretical inference time: 11.95 µs at 1e+9 FLOP/s\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inception_module", 1)]
    [InlineData("conv2d..flatten", 3)]
    [InlineData("dense..input", 5)]
    public void Layers_can_be_left_out(string range, int rows) =>
        Assert.Equal(rows, Run(new() { LayerRange = range }).Output.Split('\n').Count(line => line.StartsWith('│')));

    [Fact]
    public void Blocks_can_be_expanded() =>
        Assert.Equal(13, Run(new() { ExpandNested = true }).Output.Split('\n').Count(line => line.StartsWith('│')));

    [Theory]
    [InlineData("", 2)] // Adam where the spec says nothing
    [InlineData("training: { optimizer: { SGD: { learning_rate: { CosineDecay: [0.1, 9] }, momentum: 0.5 } } }\n", 1)]
    public void A_compiled_model_has_what_its_optimizer_keeps(string training, int moments)
    {
        var (_, output, _) = Run(new() { Compiled = true }, $"{Small}\n{training}");
        var lines = output.Split('\n').Where(line => line.EndsWith(')')).Select(line => line.Split(": ")[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal)).Select(long.Parse).ToList();

        Assert.Contains("\n Optimizer params: ", output, StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[1] + lines[2] + lines[3]);
        Assert.Equal((moments * lines[1]) + (training.Length == 0 ? 2 : 1), lines[3]);
    }

    [Fact]
    public void Json_has_the_numbers_as_they_are()
    {
        using var json = JsonDocument.Parse(Run(new() { Json = true, DeviceFlops = "1e9" }).Output);
        var root = json.RootElement;
        var layers = root.GetProperty("layers").EnumerateArray().ToList();
        var block = layers[2].GetProperty("layers").EnumerateArray().ToList();

        Assert.Equal("small", root.GetProperty("name").GetString());
        Assert.Equal(["input_layer", "conv2d", "inception_module", "flatten", "dense"], layers.Select(layer => layer.GetProperty("name").GetString()));
        Assert.Equal("[null, 6, 6, 4]", layers[1].GetProperty("output_shape").GetRawText());
        Assert.Equal("conv2d", layers[2].GetProperty("inputs")[0].GetProperty("layer").GetString());
        Assert.Equal(8, block.Count);
        Assert.Equal(layers[2].GetProperty("params").GetInt64(), block.Sum(layer => layer.GetProperty("params").GetInt64()));
        Assert.Equal(root.GetProperty("total_params").GetInt64(), layers.Sum(layer => layer.GetProperty("params").GetInt64()));
        Assert.Equal(root.GetProperty("trainable_params").GetInt64(), layers.Sum(layer => layer.GetProperty("trainable_params").GetInt64()));
        Assert.Equal(4 * root.GetProperty("non_trainable_params").GetInt64(), root.GetProperty("non_trainable_bytes").GetInt64());
        Assert.Equal(root.GetProperty("total_flops").GetInt64() / 1e9, root.GetProperty("theoretical_inference_seconds").GetDouble(), 1e-15);
    }

    [Fact]
    public void A_line_too_short_is_an_error() =>
        Assert.Equal((1, "", "error: Insufficient console width to print summary.\n"), RunTool("--width", "10"));

    [Theory]
    [InlineData("0")]
    [InlineData("-1e9")]
    [InlineData("NaN")]
    [InlineData("fast")]
    public void A_device_needs_a_speed(string speed) =>
        Assert.Equal((1, "", $"error: --device-flops must be a number above 0, such as 1e12, received '{speed}'.\n"), RunTool($"--device-flops={speed}"));

    [Fact]
    public void An_unused_layer_is_a_warning_on_stderr()
    {
        var (code, output, error) = Run(new(), """
            archspec: 1
            input: [8, 8, 3]
            layers:
              - Conv2D: { filters: 4, kernel_size: 3, name: used }
              - Flatten: { name: unused }
              - GlobalAveragePooling2D: { inputs: used }
            """);

        Assert.Equal(0, code);
        Assert.Contains("warning AS", error, StringComparison.Ordinal);
        Assert.DoesNotContain("unused", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_with_errors_is_left_to_the_common_handler()
    {
        var error = Assert.Throws<SpecException>(() => Run(new(), "archspec: 1\ninput: [8, 8, 3]\nlayers: [Convolve]\n"));

        Assert.Contains("Convolve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_outside_of_the_folder_needs_a_root()
    {
        using var folder = new TempFolder();
        folder.Write("base.yaml", "archspec: 1\ninput: [8]\nlayers: [{ Dense: 4 }]\n");
        var file = folder.Write("inner/spec.yaml", "archspec: 1\nbase: ../base.yaml\nlayers: [{ Dense: 2 }]\n");

        Assert.Throws<SpecException>(() => Execute(new() { File = file }));
        Assert.Equal(0, Execute(new() { File = file, Root = folder.Path }).Code);
    }

    private static (int Code, string Output, string Error) Run(SummaryCommand command, string spec = Small)
    {
        using var folder = new TempFolder();
        command.File = Write(folder, spec);
        return Execute(command);
    }

    private static string Write(TempFolder folder, string spec)
    {
        File.Copy(RepositoryRoot.In("architectures", "inception.yaml"), folder.In("inception.yaml"));
        return folder.Write("spec.yaml", spec);
    }

    // As the tool is called: errors become messages in one place, outside of the command.
    private static (int Code, string Output, string Error) RunTool(params string[] options)
    {
        using var folder = new TempFolder();
        return TestConsole.Run(["summary", Write(folder, Small), .. options]);
    }

    private static (int Code, string Output, string Error) Execute(SummaryCommand command)
    {
        using var console = new TestConsole();
        var code = command.OnExecute(console);
        return (code, console.Out.ToString()!, console.Error.ToString()!.ReplaceLineEndings("\n"));
    }
}
