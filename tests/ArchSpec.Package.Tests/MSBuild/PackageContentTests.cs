namespace ArchSpec.Package.Tests.MSBuild;

[Collection(MSBuildPackageGroup.Name)]
public sealed class PackageContentTests(MSBuildPackage package)
{
    [Fact]
    public void The_task_has_what_it_needs_beside_it_and_nothing_of_TorchSharp() => Assert.Equal(
        ["ArchSpec.Core.dll", "ArchSpec.MSBuild.dll", "ArchSpec.Plugins.dll", "McMaster.NETCore.Plugins.dll", "YamlDotNet.dll"],
        package.Files().Where(file => file.StartsWith("tasks/net10.0/", StringComparison.Ordinal)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_of_it_gets_into_a_program()
    {
        Assert.DoesNotContain(package.Files(), file => file.StartsWith("lib/", StringComparison.Ordinal) || file.StartsWith("ref/", StringComparison.Ordinal));
        Assert.DoesNotContain(package.Files(), file => file.Contains("TorchSharp", StringComparison.OrdinalIgnoreCase) || file.Contains("torch_cpu", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_page_about_an_error_is_there_for_the_links()
    {
        var pages = Directory.GetFiles(Path.Combine(InstalledTool.RepositoryRoot(), "docs", "errors"), "AS*.md").Select(file => $"docs/errors/{Path.GetFileName(file)}");

        Assert.Empty(pages.Except(package.Files()));
    }
}
