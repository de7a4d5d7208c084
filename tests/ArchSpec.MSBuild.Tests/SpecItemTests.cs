using Microsoft.Build.Framework;

namespace ArchSpec.MSBuild.Tests;

public sealed class SpecItemTests : IDisposable
{
    private readonly TestProject _project = new();

    [Fact]
    public void Items_are_in_the_order_of_their_paths()
    {
        var specs = SpecItem.Of([_project.Item("b.yaml"), _project.Item("B.yaml"), _project.Item("a/c.yaml")]);

        Assert.Equal([_project.In("B.yaml"), _project.In("a/c.yaml"), _project.In("b.yaml")], specs.Select(spec => spec.FullPath));
    }

    [Fact]
    public void A_file_that_the_default_item_has_too_is_one_with_what_the_project_says()
    {
        ITaskItem[] items = [_project.Item("a.yaml", ("ClassName", "First")), _project.Item("a.yaml"), _project.Item("./x/../a.yaml", ("ClassName", " Net "), ("Generate", "False"))];

        Assert.Equal(new SpecItem(_project.In("a.yaml"), "Net", false), Assert.Single(SpecItem.Of(items)));
    }

    [Fact]
    public void A_spec_can_do_without_a_class()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        _project.Write("other.yaml", TestProject.Tiny);

        Assert.True(_project.Step(_project.Item("tiny.yaml", ("Generate", "false")), _project.Item("other.yaml", ("ClassName", "Chosen"))).Execute());

        Assert.DoesNotContain("class Tiny", _project.Generated, StringComparison.Ordinal);
        Assert.Contains("class Chosen", _project.Generated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_name_fails_the_build()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        var step = _project.Step(_project.Item("tiny.yaml", ("ClassName", "tiny net")));

        Assert.False(step.Execute());

        Assert.Equal(["tiny.yaml(1,1): error AS0903"], step.Places());
        Assert.False(File.Exists(_project.GeneratedFile));
    }

    public void Dispose() => _project.Dispose();
}
