using System.Text.Json.Nodes;

namespace ArchSpec.Tool.Tests.External;

/// <summary>Each command takes a plugin's layers as it takes the built-in ones.</summary>
public sealed class PluginCommandTests(PluginSample sample) : IClassFixture<PluginSample>
{
    [Fact]
    public void Without_the_plugin_its_layers_are_not_there()
    {
        var (code, output, _) = TestConsole.Run("validate", sample.Spec);

        Assert.Equal(ExitCodes.Failed, code);
        Assert.Equal(["there is no layer type or block 'Swish'", "there is no layer type or block 'SqueezeExcitation'"], output.Split('\n').Where(line => line.Contains("AS0201", StringComparison.Ordinal)).Select(line => line.Split("AS0201: ")[1]));
    }

    [Fact]
    public void A_spec_is_validated_and_summarised()
    {
        Assert.Equal("1 file: ok\n", Ok("validate", sample.Spec, "--plugin", sample.Plugin));

        var summary = Ok("summary", sample.Spec, "--plugin", sample.Plugin, "--json");
        var attention = JsonNode.Parse(summary)!["layers"]!.AsArray().Single(layer => layer!["name"]!.ToString() == "attention")!;
        Assert.Equal((6 * 2) + 2 + (2 * 6) + 6, attention["params"]!.GetValue<int>());
    }

    [Fact]
    public void The_schema_has_them()
    {
        var schema = JsonNode.Parse(Ok("schema", "--plugin", sample.Plugin))!;

        Assert.NotNull(schema["definitions"]!["SqueezeExcitation"]);
        Assert.Contains("Multiplies each value with its sigmoid.", schema["definitions"]!["Swish"]!["description"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_lists_them_under_their_file_and_documents_one()
    {
        var list = Ok("layers", "--plugin", sample.Plugin);
        Assert.EndsWith($"\n{sample.Plugin}:\nSqueezeExcitation  Weighs the channels by what the whole image has of them.\nSwish              Multiplies each value with its sigmoid.\n", list, StringComparison.Ordinal);

        var text = Ok("layers", "SqueezeExcitation", "--plugin", sample.Plugin);
        Assert.Contains("\nExample: - SqueezeExcitation: { units: 8 }\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  weight squeeze_kernel (32, 8)\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\nPlugin: {sample.Plugin}\n", text, StringComparison.Ordinal);

        var json = JsonNode.Parse(Ok("layers", "Swish", "--json", "--plugin", sample.Plugin))!;
        Assert.Equal((sample.Plugin, "beta", 1.0), (json["plugin"]!.ToString(), json["arguments"]![0]!["name"]!.ToString(), json["arguments"]![0]!["default"]!.GetValue<double>()));
    }

    [Fact]
    public void An_unknown_layer_is_one_line_with_the_nearest()
    {
        var (code, output, error) = TestConsole.Run("layers", "Swich", "--plugin", sample.Plugin);

        Assert.Equal((ExitCodes.Failed, "", "error: there is no layer 'Swich'; did you mean 'Swish'?; 'dotnet archspec layers' lists them\n"), (code, output, error));
    }

    [Fact]
    public void A_model_goes_to_Keras_and_back()
    {
        var json = sample.In("keras", "attentive.json");
        Directory.CreateDirectory(sample.In("keras"));

        Ok("export", "keras", sample.Spec, "-o", json, "--plugin", sample.Plugin);
        Ok("import", "keras", json, "-o", sample.In("keras", "back.yaml"), "--plugin", sample.Plugin);

        Assert.Contains("\"class_name\": \"SqueezeExcitation\"", File.ReadAllText(json), StringComparison.Ordinal);
        Assert.Equal(
            Ok("summary", sample.Spec, "--plugin", sample.Plugin), Ok("summary", sample.In("keras", "back.yaml"), "--plugin", sample.Plugin));
    }

    [Fact]
    public void A_trained_model_is_used_in_every_way()
    {
        var run = sample.Train(sample.Plugin, "used");
        string[] trained = [sample.Spec, "--weights", Path.Combine(run, "best.safetensors"), "--plugin", sample.Plugin];

        var evaluated = JsonNode.Parse(Ok(["evaluate", .. trained, .. sample.OnData, "--json", "--output", sample.In("evaluation")]))!;
        Assert.Equal(30, evaluated["count"]?.GetValue<int>() ?? evaluated["images"]!.GetValue<int>());
        Assert.Contains("Ipsala", Ok(["predict", .. trained, Path.Combine(sample.Data, "Ipsala"), "--device", "cpu"]), StringComparison.Ordinal);
        Ok(["feature-maps", .. trained, "--image", Directory.GetFiles(Path.Combine(sample.Data, "Ipsala"))[0], "-o", sample.In("maps"), "--device", "cpu"]);
        Assert.Contains("parameters", Ok("compare", sample.Spec, sample.Spec, "--rounds", "2", "--device", "cpu", "--plugin", sample.Plugin), StringComparison.Ordinal);
        Ok(["suggest-prune", .. trained, .. sample.OnData, "--target-params", "60%", "-o", sample.In("small.yaml")]);
        Assert.Contains("1 file: ok", Ok("validate", sample.In("small.yaml"), "--plugin", sample.Plugin), StringComparison.Ordinal);
        Assert.Contains("SqueezeExcitation: { units: 2, name: attention }", File.ReadAllText(sample.In("small.yaml")), StringComparison.Ordinal);
        Ok("sweep", sample.Spec, "--plugin", sample.Plugin, "--data", sample.Data, "--cache-dir", sample.In("cache"), "--device", "cpu", "--no-report", "--run-dir", sample.In("sweep"), "--set", "training.batch_size=8,16");
    }

    [Theory]
    [InlineData("summary")]
    [InlineData("validate")]
    public void A_plugin_that_is_not_there_is_one_line(string command)
    {
        var (code, output, error) = TestConsole.Run(command, sample.Spec, "--plugin", "nowhere/My.dll");

        Assert.Equal((ExitCodes.Failed, "", "error AS0801: plugin 'nowhere/My.dll': there is no such file; build the plugin's project, and name the dll in its output folder\n"), (code, output, error));
    }

    private static string Ok(params string[] args)
    {
        var (code, output, error) = TestConsole.Run(args);
        Assert.True(code == ExitCodes.Ok, $"{string.Join(' ', args)}: {error}");
        return output.ReplaceLineEndings("\n");
    }
}
