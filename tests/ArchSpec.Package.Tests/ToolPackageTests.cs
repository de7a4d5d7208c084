using System.Text.Json;
using ArchSpec.Build;

namespace ArchSpec.Package.Tests;

[Collection(InstalledToolGroup.Name)]
public sealed class ToolPackageTests(InstalledTool tool)
{
    [Fact]
    public void Says_its_version() => Assert.Equal(tool.Version, tool.Dotnet("archspec", "--version").Ok().Trim());

    [Fact]
    public void Works_with_the_libtorch_that_it_brings()
    {
        using var report = JsonDocument.Parse(tool.Dotnet("archspec", "doctor", "--json").Ok());

        Assert.True(report.RootElement.GetProperty("ok").GetBoolean());
        var libTorch = report.RootElement.GetProperty("libTorch");
        Assert.Equal("bundled", libTorch.GetProperty("source").GetString());
        Assert.StartsWith(tool.PackageFolder, libTorch.GetProperty("directory").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ends_with_2_for_a_wrong_command_line()
    {
        var result = tool.Dotnet("archspec", "docter");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("doctor", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_without_being_installed_too()
    {
        var spec = Path.Combine(Feed.Root, "architectures", "cnn-light.yaml");

        var result = tool.Dotnet("tool", "exec", "ArchSpec.Tool", "--version", tool.Version, "--yes", "summary", spec);

        Assert.Equal(tool.Dotnet("archspec", "summary", spec).Ok(), result.Ok());
    }

    [Fact]
    public void Brings_what_it_needs_of_libtorch_and_no_more()
    {
        var brought = Files().Select(Path.GetFileName).ToArray();

        Assert.Contains("libtorch_cpu.so", brought);
        Assert.DoesNotContain("libtorch.path", brought);
        Assert.DoesNotContain(brought, name => name!.Contains("python", StringComparison.Ordinal));
    }

    [Fact]
    public void Asks_no_newer_system_library_than_there_may_be()
    {
        var shim = File.ReadAllBytes(Files().Single(file => Path.GetFileName(file) == "libLibTorchSharp.so"));

        Assert.Equal(0, ElfVersionNeeds.Weaken(shim, "GLIBCXX_3.4.32"));
    }

    [Fact]
    public void Compiles_next_to_nothing_before_it_prints_a_summary()
    {
        var compiled = tool.MethodsCompiledBy("summary", Path.Combine(Feed.Root, "architectures", "cnn-light.yaml"));

        // It is 44, and was 394 when a summary took 2.7 times as long as a hello world.
        Assert.InRange(compiled.Length, 1, 80);
        Assert.DoesNotContain(compiled, line => line.Contains("dynamicClass", StringComparison.Ordinal));
    }

    private string[] Files() => Directory.GetFiles(tool.PackageFolder, "*", SearchOption.AllDirectories);
}
