using System.Runtime.Versioning;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Testing;
using ArchSpec.Tool.Doctor;
using ArchSpec.Tool.External;
using ArchSpec.Tool.Tests.Commands;

namespace ArchSpec.Tool.Tests.External;

/// <summary><c>archspec.json</c>: where it is found, what it may say, and what is wrong with it.</summary>
public sealed class SettingsFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_nearest_file_counts_and_its_paths_are_relative_to_it()
    {
        Write("""{ "plugins": ["far.dll"] }""");
        var near = _folder.Write("a/archspec.json", """{ "$schema": "x.json", "plugins": ["lib/near.dll", "../up.dll"] }""");
        var work = _folder.Folder("a/b/c");

        Assert.Equal(near, SettingsFile.Find(work));
        Assert.Equal([_folder.In("a", "lib", "near.dll"), _folder.In("up.dll"), "option.dll"], ChosenPlugins.Files(["option.dll"], work));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_anybody_can_have_put_there_does_not_count()
    {
        Skip.If(OperatingSystem.IsWindows());
        var open = _folder.Folder("open");
        var work = _folder.Folder("open/work");
        var file = _folder.Write("open/archspec.json", "{}");
        Assert.Equal(file, SettingsFile.Find(work));

        File.SetUnixFileMode(open, File.GetUnixFileMode(open) | UnixFileMode.OtherWrite);

        Assert.Null(SettingsFile.Find(work));
        Assert.Null(SettingsFile.Find(open)); // whoever works in it named nothing
    }

    [Fact]
    public void No_file_is_none()
    {
        Assert.Null(SettingsFile.Find(_folder.Path));
        string[] option = ["a.dll"];
        Assert.Same(option, ChosenPlugins.Files(option, _folder.Path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "plugins": [] }""")]
    [InlineData("\uFEFF{}")]
    public void A_file_may_say_nothing(string text) => Assert.Empty(Read(text));

    [Theory]
    [InlineData("", 1, 1, "this is not JSON: The input does not contain any JSON tokens.")]
    [InlineData("{ \"plugins\": [\"a.dll\",] }", 1, 23, "this is not JSON: ")]
    [InlineData("{\n  // why\n}", 2, 3, "this is not JSON: ")]
    [InlineData("{} {}", 1, 4, "this is not JSON: ")]
    [InlineData("{\n  \"plugin\": []\n}", 2, 3, "the file has no key 'plugin'; did you mean 'plugins'?; it may have plugins")]
    [InlineData("{\n  \"ä\": 1, \"colour\": \"red\"\n}", 2, 3, "the file has no key 'ä'; it may have plugins")]
    [InlineData("{ \"$schema\": \"ä\",  \"colour\": 1 }", 1, 20, "the file has no key 'colour'; it may have plugins")]
    [InlineData("[]", 1, 1, "the file must be an object such as { \"plugins\": [\"MyLayers.dll\"] }, received a list")]
    [InlineData("7", 1, 1, "the file must be an object such as { \"plugins\": [\"MyLayers.dll\"] }, received 7")]
    [InlineData("{ \"plugins\": \"a.dll\" }", 1, 14, "'plugins' must be a list of dll files, received 'a.dll'")]
    [InlineData("{ \"plugins\": null }", 1, 14, "'plugins' must be a list of dll files, received null")]
    [InlineData("{ \"plugins\": [\"a.dll\", 3] }", 1, 24, "an item of 'plugins' must be the name of a dll file, received 3")]
    [InlineData("{ \"plugins\": [{}] }", 1, 15, "an item of 'plugins' must be the name of a dll file, received an object")]
    [InlineData("{ \"plugins\": [\"\"] }", 1, 15, "an item of 'plugins' must be the name of a dll file, received ''")]
    [InlineData("{ \"plugins\": [], \"plugins\": [] }", 1, 18, "'plugins' is given twice")]
    [InlineData("{ \"$schema\": 1 }", 1, 14, "'$schema' must be a text, received 1")]
    public void What_is_wrong_is_told_with_its_place(string text, int line, int column, string message)
    {
        var problem = Assert.Single(Assert.Throws<SpecException>(() => Read(text)).Diagnostics);

        Assert.StartsWith($"archspec.json({line},{column}): error AS0811: {message}", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.ToString());
    }

    [Fact]
    public async Task Commands_take_the_plugins_of_the_file_and_the_same_file_once()
    {
        var plugin = SamplePlugin.Compile(_folder.Folder("lib"));
        Write("""{ "plugins": ["lib/ExternalLayers.dll"] }""");
        File.Copy(SamplePlugin.Spec, _folder.In("attentive.yaml"));
        var work = _folder.Folder("work");

        Assert.Equal((0, "1 file: ok\n"), Shown(await ToolProcess.RunAsync(work, null, "validate", "../attentive.yaml")));
        Assert.Equal((0, "1 file: ok\n"), Shown(await ToolProcess.RunAsync(work, null, "validate", "../attentive.yaml", "--plugin", plugin)));
    }

    [Fact]
    public async Task A_wrong_file_ends_a_command_with_its_line()
    {
        Write("{\n  \"plugin\": []\n}");

        var (code, output, error) = await ToolProcess.RunAsync(_folder.Path, null, "layers");

        Assert.Equal((1, ""), (code, output));
        Assert.Equal("archspec.json(2,3): error AS0811: the file has no key 'plugin'; did you mean 'plugins'?; it may have plugins\n", error.ReplaceLineEndings("\n"));
        Assert.Contains(error.ReplaceLineEndings("\n"), await File.ReadAllTextAsync(RepositoryRoot.In("docs", "errors", "AS0811.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_says_which_plugins_load()
    {
        SamplePlugin.Compile(_folder.Folder("lib"));
        Write("""{ "plugins": ["lib/ExternalLayers.dll", "lib/Missing.dll"] }""");

        var report = PluginExamination.Run(_folder.Path);

        Assert.Equal((CheckState.Failed, _folder.In("archspec.json")), (report.State, report.File));
        Assert.Equal(["SqueezeExcitation", "Swish"], Assert.Single(report.Loaded).Layers);
        Assert.Equal($"AS0801: plugin '{_folder.In("lib", "Missing.dll")}': there is no such file; build the plugin's project, and name the dll in its output folder", report.Message);
    }

    [Fact]
    public void Doctor_is_content_with_plugins_that_load_and_with_none()
    {
        Assert.Equal((CheckState.Ok, null), (PluginExamination.Run(_folder.Path).State, PluginExamination.Run(_folder.Path).File));
        SamplePlugin.Compile(_folder.Folder("lib"));
        Write("""{ "plugins": ["lib/ExternalLayers.dll"] }""");

        Assert.Equal((CheckState.Ok, $"1 of {_folder.In("archspec.json")}"), (PluginExamination.Run(_folder.Path).State, PluginExamination.Run(_folder.Path).Message));
        Write("nonsense");
        Assert.Equal(CheckState.Failed, PluginExamination.Run(_folder.Path).State);
    }

    private static (int Code, string Text) Shown((int ExitCode, string Out, string Error) run) => (run.ExitCode, (run.Out + run.Error).ReplaceLineEndings("\n"));

    private string Write(string text) => _folder.Write("archspec.json", Encoding.UTF8.GetBytes(text));

    private IReadOnlyList<string> Read(string text) => SettingsFile.Read(Write(text), _folder.Path).Plugins;
}
