using System.Text.RegularExpressions;
using ArchSpec.Plugins.External;
using ArchSpec.Plugins.Tests.Docs;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.External;

/// <summary>Each code of plugins has a page that shows the message as it is.</summary>
public sealed class PluginPageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Codes => [.. Pages];

    private static IEnumerable<string> Pages =>
        Directory.GetFiles(RepositoryRoot.In("docs", "errors"), "AS08*.md").Select(file => Path.GetFileNameWithoutExtension(file)!);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_code_has_a_page()
    {
        var sources = Directory.GetFiles(RepositoryRoot.In("src"), "*.cs", SearchOption.AllDirectories).SelectMany(File.ReadLines);
        var used = sources.SelectMany(line => Regex.Matches(line, "\"(AS08[0-9]{2})\"")).Select(match => match.Groups[1].Value).Distinct().Order();

        Assert.Equal(used, Pages.Order());
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_page_shows_the_message(string code)
    {
        var page = new MarkdownPage("errors", $"{code}.md");

        Assert.StartsWith($"# {code}: ", page.Text, StringComparison.Ordinal);
        var (language, shown) = Assert.Single(page.Blocks);
        Assert.Equal("text", language);
        Assert.Contains($"error {code}: ", shown, StringComparison.Ordinal);
        if (Cause(code) is { } message)
        {
            page.Verify(shown, message);
        }
    }

    // Two codes are the tool's, whose tests show their messages.
    private string? Cause(string code) => code switch
    {
        "AS0801" => Load(_folder.In("MyLayers.dll")),
        "AS0802" => Load(_folder.Write("MyLayers.dll", "text")),
        "AS0803" => Load(Newer()),
        "AS0804" => Load(WithoutDependency()),
        "AS0805" => Load(PluginCompiler.Compile(_folder.In("MyLayers.dll"), PluginSource.Layer("Mine").Replace("public sealed class Mine", "sealed class Mine", StringComparison.Ordinal))),
        "AS0806" => Load(PluginSource.Compile(_folder, "MyLayers", "private Scaled() { }")),
        "AS0807" => Load(PluginSource.Compile(_folder, "MyLayers", "public ImmutableArray<Argument> Arguments => [Factor, Argument.Flag(\"factor\", \"again\", true)];")),
        "AS0808" => Load(PluginSource.Compile(_folder, "MyLayers", "public string Type => \"Dense\";")),
        "AS0809" => Regex.Replace(
            Validate("public Shape InferShape(LayerCall call) => throw new InvalidOperationException(\"broken\");"), @"Source1\.cs:\d+", "Scaled.cs:12"),
        "AS0810" => Validate("public ImmutableArray<WeightSpec> Weights(LayerCall call) => [new(\"w\", [1], Initializers.Zeros.WithDefaults), new(\"w\", [1], Initializers.Zeros.WithDefaults)];"),
        _ => null,
    };

    private string Load(string file)
    {
        var error = Assert.Throws<PluginException>(() => LayerPlugins.Load([file]));
        return Relative($"error {error.Code}: {error.Message}");
    }

    private string Validate(string member)
    {
        var registry = LayerPlugins.Load([PluginSource.Compile(_folder, "MyLayers", member)]);
        var spec = _folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers:\n  - Scaled: 3\n");
        return Relative(Assert.Single(SpecValidator.Validate(spec, registry)).ToString());
    }

    private string Relative(string text) => text.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) + "\n";

    private string Newer()
    {
        var core = PluginCompiler.Compile(_folder.In("other", "ArchSpec.Core.dll"), "[assembly: System.Reflection.AssemblyVersion(\"0.2.0.0\")] namespace ArchSpec.Layers { public interface ILayer { } }");
        return PluginCompiler.Compile(_folder.In("MyLayers.dll"), "public sealed class Mine : ArchSpec.Layers.ILayer { }", core);
    }

    private string WithoutDependency()
    {
        var numbers = PluginCompiler.Compile(_folder.In("other", "Numbers.dll"), "public static class Numbers { public static int Ten => 10; }");
        return PluginCompiler.Compile(_folder.In("MyLayers.dll"), PluginSource.Layer("Scaled", "public string Summary => $\"{Numbers.Ten}\";"), numbers);
    }
}
