using System.Text.Json;
using SyntheticRice;

namespace ArchSpec.Package.Tests.Plugins;

/// <summary>
/// The sample of a plugin, copied out of the repository, built against the package and used by the installed tool, as somebody would
/// who begins with it.
/// </summary>
[Collection(InstalledToolGroup.Name)]
public sealed class ExternalLayersTests(InstalledTool tool)
{
    private const string Plugin = "external/bin/Release/net10.0/ExternalLayers.dll";
    private const string Spec = "external/attentive.yaml";

    [Fact]
    public void The_sample_is_built_against_the_package_and_used_in_every_way()
    {
        Build();
        RiceFolder.Write(tool.In("external/rice"), count: 8, seed: 1, size: 64);

        Assert.Equal("1 file: ok", With("validate", Spec).Trim());
        Assert.Contains("attention (SqueezeExcitation)", With("summary", Spec), StringComparison.Ordinal);
        Assert.Contains("\"SqueezeExcitation\": {", With("schema"), StringComparison.Ordinal);
        Assert.Contains("\nExample: - SqueezeExcitation: { units: 8 }\n", With("layers", "SqueezeExcitation"), StringComparison.Ordinal);
        With("train", Spec, "--data", "external/rice", "--epochs", "1", "--run-dir", "external/run", "--no-report");
        using var run = JsonDocument.Parse(File.ReadAllText(tool.In("external/run/run.json")));
        Assert.Equal(tool.In(Plugin), run.RootElement.GetProperty("plugins")[0].GetProperty("file").GetString());

        With("suggest-prune", Spec, "--weights", "external/run/best.safetensors", "--data", "external/rice", "--target-params", "70%", "-o", "external/small.yaml");
        Assert.Contains("SqueezeExcitation", File.ReadAllText(tool.In("external/small.yaml")), StringComparison.Ordinal);
        Assert.Equal("1 file: ok", With("validate", "external/small.yaml").Trim());
    }

    [Fact]
    public void A_folders_archspec_json_takes_the_options_place()
    {
        Build();
        var settings = tool.Scratch.Write("archspec.json", $$"""{ "plugins": ["{{Plugin}}"] }""");
        try
        {
            Assert.Equal("1 file: ok", tool.Dotnet("archspec", "validate", Spec).Ok().Trim());
            Assert.Contains("SqueezeExcitation, Swish (ExternalLayers.dll", tool.Dotnet("archspec", "doctor").Ok(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(settings);
        }

        var without = tool.Dotnet("archspec", "validate", Spec);
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("there is no layer type or block 'Swish'", without.Out, StringComparison.Ordinal);
    }

    // Nothing but the sample's own files, and none that a build has made.
    private void Build()
    {
        Directory.CreateDirectory(tool.In("external"));
        foreach (var file in Directory.GetFiles(Path.Combine(Feed.Root, "samples", "ExternalLayers")))
        {
            File.Copy(file, tool.In(Path.Combine("external", Path.GetFileName(file))), overwrite: true);
        }

        var built = tool.Dotnet("build", "external", "-c", "Release", $"-p:ArchSpecVersion={tool.Version}", "--tl:off").Ok();
        Assert.Contains("0 Warning(s)", built, StringComparison.Ordinal);
        Assert.Equal(["ExternalLayers.dll"], Directory.GetFiles(tool.In("external/bin/Release/net10.0"), "*.dll").Select(Path.GetFileName));
    }

    private string With(params string[] args) => tool.Dotnet(["archspec", .. args, "--plugin", Plugin]).Ok();
}
