using System.Text.Json;
using ArchSpec.Plugins.External;
using ArchSpec.Spec;
using ArchSpec.Testing;
using NJsonSchema;

namespace ArchSpec.Plugins.Tests.Docs;

/// <summary>What <c>docs/plugins.md</c> shows is the sample, as it is built and tested.</summary>
public sealed class PluginGuideTests
{
    private static readonly string[] Members = ["csharp", "xml", "yaml", "json"];

    [Fact]
    public void Every_block_is_of_the_sample()
    {
        var files = Directory.GetFiles(SamplePlugin.In("")).Select(File.ReadAllText).Select(Flat).ToList();
        var blocks = new MarkdownPage("plugins.md").Blocks.Where(block => Members.Contains(block.Language)).ToList();

        Assert.Equal(Members, blocks.Select(block => block.Language).Distinct().OrderBy(language => Array.IndexOf(Members, language)));
        Assert.All(blocks, block => Assert.Contains(files, file => file.Contains(Flat(block.Code), StringComparison.Ordinal)));
    }

    [Fact]
    public void All_of_the_layers_that_matters_is_shown()
    {
        var code = string.Concat(new MarkdownPage("plugins.md").Blocks.Where(block => block.Language == "csharp").Select(block => Flat(block.Code)));

        Assert.Contains(Flat(File.ReadAllText(SamplePlugin.In("Swish.cs"))), code, StringComparison.Ordinal);
        Assert.All(["Weights(LayerCall call)", "Flops(LayerCall call)", "Channels(LayerCall call", "Build(LayerCall call)"], member => Assert.Contains(Flat($"{member}"), code[code.IndexOf("squeeze", StringComparison.Ordinal)..], StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_and_the_pages_name_each_other()
    {
        var page = new MarkdownPage("plugins.md").Text;

        Assert.All(
            Directory.GetFiles(RepositoryRoot.In("docs", "errors"), "AS08*.md").Select(Path.GetFileName), file => Assert.Contains($"(errors/{file})", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_samples_spec_is_right_with_the_samples_layers()
    {
        using var folder = new TempFolder();

        Assert.Empty(SpecValidator.Validate(SamplePlugin.Spec, LayerPlugins.Load([SamplePlugin.Compile(folder.Path)])));
    }

    [Theory]
    [InlineData("{ \"plugins\": [\"a.dll\"], \"$schema\": \"x\" }", true)]
    [InlineData("{}", true)]
    [InlineData("{ \"plugin\": [\"a.dll\"] }", false)]
    [InlineData("{ \"plugins\": \"a.dll\" }", false)]
    [InlineData("{ \"plugins\": [\"\"] }", false)]
    [InlineData("[]", false)]
    public async Task The_schema_of_archspec_json_says_what_the_tool_takes(string json, bool fits)
    {
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(RepositoryRoot.In("docs", "archspec-json.schema.json")));

        Assert.Equal(fits, schema.Validate(json).Count == 0);
    }

    [Fact]
    public async Task The_samples_archspec_json_fits_its_schema()
    {
        var text = await File.ReadAllTextAsync(SamplePlugin.In("archspec.json"));
        var schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(RepositoryRoot.In("docs", "archspec-json.schema.json")));

        Assert.Empty(schema.Validate(text));
        using var json = JsonDocument.Parse(text);
        Assert.True(File.Exists(Path.GetFullPath(json.RootElement.GetProperty("$schema").GetString()!, SamplePlugin.In(""))));
    }

    // A part of a class is not indented on the page.
    private static string Flat(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
