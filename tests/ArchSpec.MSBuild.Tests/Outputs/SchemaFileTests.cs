using ArchSpec.MSBuild.Outputs;

namespace ArchSpec.MSBuild.Tests.Outputs;

public sealed class SchemaFileTests
{
    [Theory]
    [InlineData("architectures/a.yaml architectures/deep/er/b.yaml", "architectures")]
    [InlineData("x/a.yaml y/b.yaml y/c.yaml", "x y")]
    [InlineData("a.yaml x/b.yaml", ".")]
    [InlineData("../shared/a.yaml x/b.yaml", "x")]
    [InlineData("../shared/a.yaml", "")]
    [InlineData("arch/a.yaml architectures/b.yaml", "arch architectures")]
    public void The_topmost_folders_of_the_project_have_it(string specs, string folders)
    {
        var items = specs.Split(' ').Select(path => new SpecItem(Path.GetFullPath(path, "/app"), null, true));

        var expected = folders.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.GetFullPath($"{folder}/archspec.schema.json", "/app"));
        Assert.Equal(expected, SchemaFile.PathsFor(items, "/app"));
    }
}
