using System.Text.RegularExpressions;
using ArchSpec.Plugins.External;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.External;

/// <summary>What keeps a plugin from being loaded: each is one line that says the file, what was found, and what to do.</summary>
public sealed class PluginErrorTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there() => Fails("AS0801", _folder.In("Missing.dll"), "there is no such file; build the plugin's project");

    [Fact]
    public void A_folder() => Fails("AS0801", _folder.Folder("bin"), "this is a folder; name the plugin's dll in it");

    [Fact]
    public void A_file_in_a_folder_that_is_not_there() => Fails("AS0801", _folder.In("a", "b", "My.dll"), "there is no such file");

    [Theory]
    [InlineData("")]
    [InlineData("not an assembly")]
    [InlineData("MZ and nothing behind it")]
    public void A_file_that_is_no_assembly(string text) => Fails("AS0802", _folder.Write("My.dll", text), "this is not an assembly of .NET");

    [Fact]
    public void A_program_of_the_system() => Fails("AS0802", _folder.Write("My.dll", File.ReadAllBytes(Environment.ProcessPath!)), "this is not an assembly of .NET");

    [Fact]
    public void A_cut_assembly_at_any_place()
    {
        var whole = File.ReadAllBytes(PluginSource.Compile(_folder));
        for (var length = 0; length < whole.Length; length += 97)
        {
            var file = _folder.Write("Cut.dll", whole[..length]);
            Assert.Matches("^AS080[1-7]$", Assert.Throws<PluginException>(() => LayerPlugins.Open([file])).Code);
        }
    }

    [Theory]
    [InlineData("9.0.0.0", "it was built against ArchSpec.Core 9.0.0.0, and 0.1.0.0 is in use; build it again against a package of that version")]
    [InlineData("0.0.9.0", "it was built against ArchSpec.Core 0.0.9.0, and 0.1.0.0 is in use; build it again")]
    [InlineData("0.2.0.0", "it was built against ArchSpec.Core 0.2.0.0, which is newer than the 0.1.0.0 in use; update ArchSpec")]
    [InlineData("0.1.7.0", "it was built against ArchSpec.Core 0.1.7.0, which is newer than the 0.1.0.0 in use; update ArchSpec")]
    public void Another_version_of_the_interface(string version, string message)
    {
        var core = PluginCompiler.Compile(_folder.In("other", "ArchSpec.Core.dll"), $$"""
            [assembly: System.Reflection.AssemblyVersion("{{version}}")]
            namespace ArchSpec.Layers { public interface ILayer { string Type { get; } } }
            """);
        var plugin = PluginCompiler.Compile(_folder.In("My.dll"), "public sealed class Mine : ArchSpec.Layers.ILayer { public string Type => \"Mine\"; }", core);

        Fails("AS0803", plugin, message);
    }

    [Theory]
    [InlineData("1.2.0.0", "1.0.0.0", true)]
    [InlineData("1.2.0.0", "1.2.0.0", true)]
    [InlineData("1.2.0.0", "1.3.0.0", false)]
    [InlineData("2.0.0.0", "1.9.0.0", false)]
    [InlineData("0.2.1.0", "0.2.0.0", true)]
    [InlineData("0.2.0.0", "0.1.0.0", false)]
    public void Versions_that_serve(string here, string wanted, bool serves) => Assert.Equal(serves, ApiVersion.Serves(new(here), new(wanted)));

    [Fact]
    public void A_newer_TorchSharp()
    {
        var torch = PluginCompiler.Compile(_folder.In("other", "TorchSharp.dll"), "[assembly: System.Reflection.AssemblyVersion(\"9.9.0.0\")] public static class Newer { public static void Run() { } }");
        var plugin = PluginCompiler.Compile(_folder.In("My.dll"), "public sealed class A { public void Run() => Newer.Run(); }", torch);

        Fails("AS0803", plugin, "it was built against TorchSharp 9.9.0.0, ");
    }

    [Fact]
    public void A_dependency_that_is_missing()
    {
        var plugin = WithDependency();
        File.Delete(_folder.In("Numbers.dll"));

        Fails("AS0804", plugin, "it needs Numbers, Version=0.0.0.0, which is not beside it; build the plugin with <EnableDynamicLoading>true</EnableDynamicLoading>");
    }

    [Fact]
    public void A_dependency_that_is_no_assembly()
    {
        var plugin = WithDependency();
        File.WriteAllText(_folder.In("Numbers.dll"), "nothing");

        Fails("AS0804", plugin, "it needs Numbers, Version=0.0.0.0, which is not beside it or does not fit");
    }

    [Fact]
    public void A_base_class_that_is_missing()
    {
        PluginCompiler.Compile(_folder.In("Base.dll"), PluginSource.Layer("Scaled").Replace("sealed class Scaled", "class Scaled", StringComparison.Ordinal));
        var plugin = PluginCompiler.Compile(_folder.In("My.dll"), "public sealed class Mine : Scaled { }", _folder.In("Base.dll"));
        Assert.Equal("Scaled", Assert.Single(Assert.Single(LayerPlugins.Open([plugin])).Layers).Type);
        File.Delete(_folder.In("Base.dll"));

        Fails("AS0804", plugin, "it needs Base, Version=0.0.0.0");
    }

    [Theory]
    [InlineData("public sealed class Nothing { }", "it has no layers; a layer is a public class that implements ArchSpec.Layers.ILayer")]
    [InlineData("internal", "it has no public layers; make Mine public")]
    [InlineData("abstract", "it has no layers")]
    public void No_layers(string source, string message)
    {
        var layer = PluginSource.Layer("Mine").Replace("public sealed class Mine", $"{(source == "abstract" ? "public abstract" : "internal sealed")} class Mine", StringComparison.Ordinal);

        Fails("AS0805", PluginCompiler.Compile(_folder.In("My.dll"), source.Length > 10 ? source : layer), message);
    }

    [Theory]
    [InlineData("public Scaled(int factor) { }", "its layer Scaled has no public constructor without parameters")]
    [InlineData("private Scaled() { }", "its layer Scaled has no public constructor without parameters")]
    [InlineData("public Scaled() => throw new InvalidOperationException(\"out of\\nluck\");", @"the constructor or a property throws InvalidOperationException \(Source1\.cs:\d+\): out of luck")]
    [InlineData("static Scaled() => throw new InvalidOperationException(\"early\");", @"the constructor or a property throws InvalidOperationException \(Source1\.cs:\d+\): early")]
    [InlineData("public string Summary => throw new NotSupportedException(\"none\");", @"the constructor or a property throws NotSupportedException \(Source1\.cs:\d+\): none")]
    public void A_constructor_that_fails(string member, string message) => Fails("AS0806", PluginSource.Compile(_folder, "MyLayers", member), message, isPattern: message.Contains('\\', StringComparison.Ordinal));

    [Theory]
    [InlineData("public string Type => \"\";", "has '' as its Type; a Type is a capital letter and then letters, digits and '_'")]
    [InlineData("public string Type => null!;", "has null as its Type")]
    [InlineData("public string Type => \"scaled\";", "has 'scaled' as its Type")]
    [InlineData("public string Type => \"My Layer\";", "has 'My Layer' as its Type")]
    [InlineData("public string Type => \"Sequential\";", "has 'Sequential' as its Type, which is a word of the spec language")]
    [InlineData("public string Summary => \" \";", "has no Summary")]
    [InlineData("public string Summary => \"two\\nlines\";", "has no Summary; it is one line")]
    [InlineData("public ImmutableArray<Argument> Arguments => default;", "has Arguments that were never set; a layer without arguments has [] there")]
    [InlineData("public ImmutableArray<Argument> Arguments => [Factor, null!];", "has a null among its Arguments")]
    [InlineData("public ImmutableArray<Argument> Arguments => [Factor, Argument.Flag(\"factor\", \"again\", true)];", "has two arguments named 'factor'")]
    [InlineData("public ImmutableArray<Argument> Arguments => [Argument.Flag(\"Big\", \"big\", true)];", "has an argument named 'Big'; a name is of small letters")]
    [InlineData("public ImmutableArray<Argument> Arguments => [Argument.Flag(\"name\", \"name\", true)];", "has an argument named 'name', which every layer of a spec has already")]
    [InlineData("public ImmutableArray<Argument> Arguments => [Argument.Flag(\"on\", \"\", true)];", "has no summary for its argument 'on'")]
    [InlineData("public Argument<KerasObject>? Activation => Activations.Argument();", "has an Activation that is not among its Arguments")]
    public void Metadata_that_is_bad(string member, string message) =>
        Fails("AS0807", PluginCompiler.Compile(_folder.In("My.dll"), "using ArchSpec.Plugins;\n" + PluginSource.Layer("Scaled", member)), $"its layer type Scaled {message}");

    [Fact]
    public void A_name_of_a_built_in_layer() =>
        Fails("AS0808", PluginSource.Compile(_folder, "MyLayers", "public string Type => \"Dense\";"), "its layer 'Dense' has the name of a built-in layer");

    [Fact]
    public void A_name_of_another_plugins_layer()
    {
        var (first, second) = (PluginSource.Compile(_folder, "First"), PluginSource.Compile(_folder, "Second"));

        var error = Assert.Throws<PluginException>(() => LayerPlugins.Load([first, second]));

        Assert.Equal(("AS0808", $"plugin '{second}': its layer 'Scaled' is also in the plugin '{first}'; leave one of the two plugins out, or give one layer another Type"), (error.Code, error.Message));
    }

    [Fact]
    public void A_name_twice_in_one_plugin()
    {
        var source = PluginSource.Layer() + PluginSource.Layer("Again", "public string Type => \"Scaled\";").Replace(PluginSource.Usings, "", StringComparison.Ordinal);

        Fails("AS0808", PluginCompiler.Compile(_folder.In("My.dll"), source), "two of its layers have the Type 'Scaled'");
    }

    private string WithDependency()
    {
        var numbers = PluginCompiler.Compile(_folder.In("Numbers.dll"), "public static class Numbers { public static int Ten => 10; }");
        return PluginCompiler.Compile(_folder.In("My.dll"), PluginSource.Layer("Scaled", "public string Summary => $\"Multiplies with {Numbers.Ten}.\";"), numbers);
    }

    private static void Fails(string code, string file, string message, bool isPattern = false)
    {
        var error = Assert.Throws<PluginException>(() => LayerPlugins.Load([file]));

        Assert.Equal(code, error.Code);
        Assert.Contains($"plugin '{file}'", error.Message, StringComparison.Ordinal);
        Assert.Matches(isPattern ? message : Regex.Escape(message), error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
