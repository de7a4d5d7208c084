using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Core.Tests.Spec;

public sealed class SpecFolderTests : IDisposable
{
    private readonly TempFolder _outside = new();
    private readonly TempFolder _inside = new();

    public void Dispose()
    {
        _outside.Dispose();
        _inside.Dispose();
    }

    [Theory]
    [InlineData("base.yaml", "base.yaml")]
    [InlineData("./base.yaml", "base.yaml")]
    [InlineData("models/../base.yaml", "base.yaml")]
    [InlineData("a/b/c.yaml", "a/b/c.yaml")]
    [InlineData("..hidden.yaml", "..hidden.yaml")]
    [InlineData("../other.yaml", null)]
    [InlineData("a/../../other.yaml", null)]
    [InlineData("..", null)]
    [InlineData("/etc/passwd", null)]
    [InlineData("a\0b", null)]
    public void A_reference_stays_in_the_tree(string reference, string? expected)
    {
        var found = new SpecFolder(_inside.Path).Find(reference, _inside.In("spec.yaml"));

        Assert.Equal(expected is null ? null : _inside.In(expected), found);
    }

    [Fact]
    public void A_wider_root_allows_more() =>
        Assert.Equal(_inside.In("base.yaml"), new SpecFolder(_inside.Path).Find("../base.yaml", _inside.In("models", "spec.yaml")));

    [Fact]
    public void A_folder_whose_name_begins_like_the_root_is_outside() =>
        Assert.Null(new SpecFolder(_inside.Path).Find($"../{Path.GetFileName(_inside.Path)}2/a.yaml", _inside.In("spec.yaml")));

    [SkippableTheory]
    [InlineData("link")]
    [InlineData("dir/file")]
    [InlineData("nested/file")]
    public void A_link_that_leads_out_is_followed(string reference)
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a right there");
        _outside.Write("file", "");
        File.CreateSymbolicLink(_inside.In("link"), _outside.In("file"));
        Directory.CreateSymbolicLink(_inside.In("dir"), _outside.Path);
        Directory.CreateSymbolicLink(_inside.In("nested"), "dir"); // a relative link to a link
        File.CreateSymbolicLink(_inside.In("through"), "dir/file"); // the target's folder is the link

        Assert.Null(new SpecFolder(_inside.Path).Find(reference, _inside.In("spec.yaml")));
        Assert.Null(new SpecFolder(_inside.Path).Find("through", _inside.In("spec.yaml")));
    }

    [SkippableFact]
    public void A_link_within_the_tree_is_fine_and_a_circle_of_links_is_not()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a right there");
        _inside.Write("models/file", "");
        File.CreateSymbolicLink(_inside.In("good"), "models/../models/./file");
        File.CreateSymbolicLink(_inside.In("circle"), "circle");

        var folder = new SpecFolder(_inside.Path);

        Assert.Equal(_inside.In("good"), folder.Find("good", _inside.In("spec.yaml")));
        Assert.Null(folder.Find("circle", _inside.In("spec.yaml")));
    }

    [SkippableFact]
    public void The_root_may_be_a_link()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need a right there");
        Directory.CreateSymbolicLink(_outside.In("root"), _inside.Path);

        Assert.NotNull(new SpecFolder(_outside.In("root")).Find("a.yaml", _outside.In("root", "spec.yaml")));
    }
}
