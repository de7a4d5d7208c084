using System.Text.Json.Nodes;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests.External;

/// <summary>A run says which plugins it was made with, and what goes on from it finds them again.</summary>
public sealed class RecordedPluginTests(PluginSample sample) : IClassFixture<PluginSample>
{
    [Fact]
    public void A_run_names_the_plugins_that_its_model_has_layers_of()
    {
        using var folder = new TempFolder();
        var other = PluginSource.Compile(folder, "Unused");

        var run = sample.Train(sample.Plugin, "named", "--plugin", other);

        var plugin = Assert.Single(JsonNode.Parse(File.ReadAllText(Path.Combine(run, "run.json")))!["plugins"]!.AsArray())!;
        Assert.Equal((sample.Plugin, "0.0.0.0"), (plugin["file"]!.ToString(), plugin["version"]!.ToString()));
        Assert.Equal(64, plugin["sha256"]!.ToString().Length);
        Assert.Equal(["SqueezeExcitation", "Swish"], plugin["layers"]!.AsArray().Select(layer => layer!.ToString()));
    }

    [Fact]
    public void A_run_goes_on_and_is_reported_with_the_plugin_where_it_was()
    {
        var run = sample.Train(sample.Copy("there/ExternalLayers.dll"), "goes-on");

        Assert.Equal((ExitCodes.Ok, ""), Resume(run));
        var (code, output, error) = TestConsole.Run("report", run);
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Contains("report.html", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_is_gone_must_be_named()
    {
        var plugin = sample.Copy("gone/ExternalLayers.dll");
        var run = sample.Train(plugin, "gone-run");
        File.Delete(plugin);

        var expected = $"error AS0812: the run was made with the plugin '{plugin}' (version 0.0.0.0), which is not there any more; name it with --plugin FILE\n";
        Assert.Equal((ExitCodes.Failed, expected), Resume(run));
        Assert.Equal(expected, TestConsole.Run("report", run).Error);
        Assert.Equal((ExitCodes.Ok, ""), Resume(run, "--plugin", sample.Plugin));
    }

    [Fact]
    public void A_plugin_that_has_changed_is_told_and_used()
    {
        var plugin = sample.Copy("changed/ExternalLayers.dll");
        var run = sample.Train(plugin, "changed-run");
        PluginCompiler.Compile(plugin, [.. new[] { "Swish.cs", "SqueezeExcitation.cs" }.Select(file => File.ReadAllText(SamplePlugin.In(file)).Replace("Multiplies each", "Scales each", StringComparison.Ordinal))]);

        var (code, error) = Resume(run);

        Assert.Equal(ExitCodes.Ok, code);
        Assert.StartsWith($"warning: the plugin '{plugin}' (version 0.0.0.0) is not the one that the run was made with (version 0.0.0.0, SHA-256 ", error, StringComparison.Ordinal);
        Assert.Single(error.Trim().Split('\n'));
    }

    [Fact]
    public void A_series_goes_on_with_its_plugins()
    {
        var plugin = sample.Copy("series/ExternalLayers.dll");
        var series = sample.Train(plugin, "series-run", "--repeat", "2");
        Directory.Delete(Path.Combine(series, "seed-1"), recursive: true);

        Assert.Equal((ExitCodes.Ok, ""), Resume(series));
        Assert.True(File.Exists(Path.Combine(series, "seed-1", "best.safetensors")));
        Assert.NotNull(JsonNode.Parse(File.ReadAllText(Path.Combine(series, "seed-1", "run.json")))!["plugins"]);
    }

    private (int Code, string Error) Resume(string run, params string[] more)
    {
        string[] epochs = File.Exists(Path.Combine(run, "series.json")) ? [] : ["--epochs", "2"];
        var (code, _, error) = TestConsole.Run(["train", "--resume", run, "--cache-dir", sample.In("cache"), "--device", "cpu", "--no-report", .. epochs, .. more]);
        return (code, error.ReplaceLineEndings("\n"));
    }
}
