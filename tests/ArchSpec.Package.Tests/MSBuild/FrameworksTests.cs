namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>A project for two frameworks, and two projects with one spec, built at once.</summary>
[Collection(MSBuildPackageGroup.Name)]
public sealed class FrameworksTests(MSBuildPackage package)
{
    [Fact]
    public void Frameworks_and_projects_that_are_built_at_once_do_not_meet()
    {
        const string Frameworks = "<TargetFrameworks>net10.0;net10.0-browser</TargetFrameworks><ArchSpecSummaries>true</ArchSpecSummaries>";
        const string Link = """<ArchSpec Include="../shared/linked.yaml" Link="architectures/linked.yaml" ClassName="Shared" />""";
        var one = package.NewProject("one", Frameworks, Link);
        var two = package.NewProject("two", Frameworks, Link + """<ProjectReference Include="../one/one.csproj" />""");
        one.Write("../shared/linked.yaml", ScratchProject.Tiny);
        one.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        two.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        two.Restore();

        var first = two.Builds("-m");

        Assert.Equal(4, first.Runs("CompileArchitectures"));
        Assert.Empty(first.Warnings);
        Assert.All(["net10.0", "net10.0-browser"], framework => Assert.Contains("class Shared", two.Generated(framework), StringComparison.Ordinal));
        Assert.Equal(one.Generated()!.Replace("one.", "two.", StringComparison.Ordinal), two.Generated()!.Replace("namespace one", "namespace two", StringComparison.Ordinal));
        string[] written = ["../shared/linked.summary.txt", "architectures/tiny.summary.txt", "architectures/archspec.schema.json"];
        Assert.All(written, file => Assert.True(File.Exists(one.In(file)), file));
        Assert.False(File.Exists(one.In("../shared/archspec.schema.json")));

        var second = two.Builds("-m");
        Assert.Equal((0, 4, 0), (second.Runs("CompileArchitectures"), second.UpToDate("CompileArchitectures"), second.Runs("Csc")));
    }

    [Fact]
    public void A_project_of_another_language_has_its_specs_checked()
    {
        var project = package.NewProject("basic");
        File.Move(project.In("basic.csproj"), project.In("basic.vbproj"));
        project.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        project.Restore();

        Assert.Equal(1, project.Builds().Runs("CompileArchitectures"));
        Assert.Equal(1, project.Builds().UpToDate("CompileArchitectures"));
        Assert.Null(project.Generated());

        project.Write("architectures/tiny.yaml", ScratchProject.Tiny.Replace("Dense: 5", "Dens: 5", StringComparison.Ordinal));
        project.Touch("architectures/tiny.yaml");
        Assert.Equal("AS0201", Assert.Single(project.Build().Log.Errors).Code);
    }
}
