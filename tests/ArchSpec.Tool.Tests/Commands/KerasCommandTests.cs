using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.Commands;

public sealed class KerasCommandTests
{
    private const string Model = """
        {"class_name": "Sequential", "config": {"name": "small", "layers": [
          {"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 3], "name": "input_layer"}},
          {"module": null, "class_name": "Pair", "config": {"name": "pair", "n": 4}, "registered_name": "Custom>Pair"},
          {"class_name": "Flatten", "config": {"name": "flatten"}},
          {"class_name": "Dense", "config": {"name": "dense", "units": 2}}
        ]}}
        """;

    private static readonly string Note = $"note: pixels are written as Keras reads them, [0, 255], and the model does not scale them itself; where the program did, say what it made of them, such as input: {{ shape: [8, 8, 3], range: [0, 1] }}{Environment.NewLine}";

    private const string Pair = """
        archspec: 1
        blocks:
          Pair:
            parameters: [n, kernel_size: 3]
            layers:
              - Conv2D: { filters: "${n}", kernel_size: "${kernel_size}" }
              - Conv2D: { filters: "${n}", kernel_size: "${kernel_size}" }
        """;

    [Fact]
    public void A_model_comes_over_and_goes_back()
    {
        using var folder = new TempFolder();
        var (json, yaml, blocks) = (folder.Write("model.json", Model), folder.In("model.yaml"), folder.Write("lib/pair.yaml", Pair));

        Assert.Equal((0, "", Note), TestConsole.Run("import", "keras", json, "-o", yaml, "--include", blocks));
        Assert.Equal(
            "archspec: 1\nname: small\nmodel: sequential\ninclude: lib/pair.yaml\ninput: { shape: [8, 8, 3], range: [0, 255] }\nlayers:\n  - Pair: 4\n  - Flatten\n  - Dense: 2\n",
            File.ReadAllText(yaml));

        var again = folder.In("again.json");
        Assert.Equal((0, "", ""), TestConsole.Run("export", "keras", yaml, "-o", again, "--blocks-as-classes"));
        Assert.Equal((0, File.ReadAllText(yaml), ""), TestConsole.Run("import", "keras", again, "--include", Path.GetRelativePath(Environment.CurrentDirectory, blocks)) is var (code, text, error)
            ? (code, text.Replace(Included(text), "lib/pair.yaml", StringComparison.Ordinal), error.Contains("--root", StringComparison.Ordinal) && error.StartsWith(Note, StringComparison.Ordinal) ? "" : error)
            : default);
    }

    [Fact]
    public void A_model_that_scales_its_pictures_needs_no_note()
    {
        using var folder = new TempFolder();
        var json = folder.Write("model.json", """
            {"class_name": "Sequential", "config": {"name": "small", "layers": [
              {"class_name": "InputLayer", "config": {"batch_shape": [null, 8, 8, 3], "name": "input_layer"}},
              {"class_name": "Rescaling", "config": {"name": "rescaling", "scale": 0.00392156862745098, "offset": 0.0}},
              {"class_name": "Flatten", "config": {"name": "flatten"}}
            ]}}
            """);

        var (code, text, error) = TestConsole.Run("import", "keras", json, "-o", folder.In("model.yaml"));

        Assert.Equal((0, "", ""), (code, text, error));
        Assert.Equal((0, $"1 file: ok{Environment.NewLine}"), (TestConsole.Run("validate", folder.In("model.yaml")) is var (valid, said, _) ? (valid, said) : default));
    }

    [Fact]
    public void What_Keras_has_to_be_told_of_the_pixels_is_a_note()
    {
        using var folder = new TempFolder();
        var yaml = folder.Write("model.yaml", "archspec: 1\ninput: { shape: [8, 8, 3], range: [-1, 1] }\nlayers: [Flatten]\n");

        var (code, _, note) = TestConsole.Run("export", "keras", yaml, "-o", folder.In("model.json"));
        var again = TestConsole.Run("import", "keras", folder.In("model.json"));

        Assert.Equal((0, $"note: the model takes pixels of [-1, 1], and Keras reads pictures as [0, 255]: the Python program has to scale them{Environment.NewLine}"), (code, note));
        Assert.Contains("range: [-1, 1]", again.Item2, StringComparison.Ordinal);
        Assert.Equal("", again.Item3);
    }

    [Fact]
    public void A_block_becomes_a_model_with_a_note()
    {
        using var folder = new TempFolder();
        var yaml = folder.Write("model.yaml", "archspec: 1\ninput: [8, 8, 3]\n" + Pair[Pair.IndexOf("blocks", StringComparison.Ordinal)..] + "\nlayers:\n  - Pair: 2\n");

        var (code, json, note) = TestConsole.Run("export", "keras", yaml);

        Assert.Equal(0, code);
        Assert.Contains("\"class_name\": \"Functional\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Pair\"", json, StringComparison.Ordinal);
        Assert.Contains("note: written as models inside of the model, since Keras knows no layer of that name: Pair", note, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_is_named_with_its_place_and_nothing_is_written()
    {
        using var folder = new TempFolder();
        var (json, yaml) = (folder.Write("model.json", Model), folder.In("model.yaml"));

        var (code, output, error) = TestConsole.Run("import", "keras", json, "-o", yaml);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("model.json(3,34): error AS0704: config.layers[1], Pair 'pair'", error, StringComparison.Ordinal);
        Assert.False(File.Exists(yaml));
    }

    [Theory]
    [InlineData(1, "import", "keras", "there-is-no-such.json")]
    [InlineData(1, "import", "keras", "-")]
    [InlineData(2, "import", "keras")]
    [InlineData(2, "import")]
    [InlineData(2, "export")]
    [InlineData(2, "import", "torch", "x")]
    [InlineData(1, "export", "keras", "there-is-no-such.yaml")]
    public void What_cannot_be_done_ends_with_its_code(int expected, params string[] args)
    {
        var (code, _, error) = TestConsole.Run(args);

        Assert.Equal(expected, code);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private static string Included(string text) => text.Split('\n').First(line => line.StartsWith("include: ", StringComparison.Ordinal))["include: ".Length..];
}
