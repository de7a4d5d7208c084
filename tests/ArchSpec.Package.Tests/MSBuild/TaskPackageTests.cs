namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>What the package has, and what it must not have.</summary>
public sealed class TaskPackageTests
{
    [Fact]
    public void The_task_has_what_it_needs_beside_it_and_nothing_of_TorchSharp() => Assert.Equal(
        ["ArchSpec.Core.dll", "ArchSpec.MSBuild.dll", "ArchSpec.Plugins.dll", "McMaster.NETCore.Plugins.dll", "YamlDotNet.dll"],
        MSBuildPackage.Files().Where(file => file.StartsWith("tasks/net10.0/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_of_it_gets_into_a_program()
    {
        Assert.DoesNotContain(MSBuildPackage.Files(), file => file.StartsWith("lib/", StringComparison.Ordinal) || file.StartsWith("ref/", StringComparison.Ordinal));
        Assert.DoesNotContain(MSBuildPackage.Files(), file => file.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase) || file.Contains("torch_cpu", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_page_about_an_error_is_there_for_the_links()
    {
        var pages = Directory.GetFiles(Path.Combine(Feed.Root, "docs", "errors"), "AS*.md").Select(file => $"docs/errors/{Path.GetFileName(file)}");

        Assert.Empty(pages.Except(MSBuildPackage.Files()));
    }
}
