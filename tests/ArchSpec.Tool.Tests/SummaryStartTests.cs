using System.Diagnostics;
using ArchSpec.Testing;

namespace ArchSpec.Tool.Tests;

/// <summary>A summary loads what reads a spec, and nothing else: a library that is not there is not missed.</summary>
public sealed class SummaryStartTests : IDisposable
{
    private const string Tool = "dotnet-archspec.dll";

    private static readonly string[] Needed =
    [
        Tool,
        "dotnet-archspec.runtimeconfig.json",
        "ArchSpec.Core.dll",
        "ArchSpec.Plugins.dll",
        "McMaster.Extensions.CommandLineUtils.dll",
        "YamlDotNet.dll",
    ];

    private readonly TempFolder _folder = new();

    public SummaryStartTests() => Array.ForEach(Needed, file => File.Copy(Path.Combine(AppContext.BaseDirectory, file), _folder.In(file)));

    [Theory]
    [InlineData]
    [InlineData("--json", "--flops")]
    [InlineData("--layer-range", "conv2d.*", "--show-trainable")]
    public void It_runs_without_TorchSharp_databases_and_pictures_and_prints_the_same(params string[] options)
    {
        string[] args = ["summary", RepositoryRoot.In("architectures", "cnn-light.yaml"), .. options];

        var (code, output, error) = RunBare(args);

        Assert.Equal(TestConsole.Run(args), (code, output, error));
        Assert.Equal((ExitCodes.Ok, ""), (code, error));
    }

    [Fact]
    public void A_spec_with_an_error_is_still_one_message()
    {
        var (code, output, error) = RunBare(["summary", _folder.Write("bad.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers: [Conv3D]\n")]);

        Assert.NotEqual(ExitCodes.Ok, code);
        Assert.Equal("", output);
        Assert.Contains("Conv3D", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_a_plugin_need_the_library_that_loads_plugins_and_nothing_else()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "McMaster.NETCore.Plugins.dll"), _folder.In("McMaster.NETCore.Plugins.dll"));
        string[] args = ["summary", SamplePlugin.Spec, "--plugin", SamplePlugin.Compile(_folder.Folder("plugin"))];

        var (code, output, error) = RunBare(args);

        Assert.Equal((ExitCodes.Ok, ""), (code, error));
        Assert.Equal(TestConsole.Run(args).Out, output);
        Assert.Contains("attention (SqueezeExcitation)", output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private (int ExitCode, string Out, string Error) RunBare(string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [_folder.In(Tool), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(info)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
