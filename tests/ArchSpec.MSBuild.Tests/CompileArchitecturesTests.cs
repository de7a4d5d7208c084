namespace ArchSpec.MSBuild.Tests;

/// <summary>The build's step as MSBuild runs it.</summary>
public sealed class CompileArchitecturesTests : IDisposable
{
    private readonly TestProject _project = new();

    [Fact]
    public void Good_specs_become_classes_in_the_order_of_their_names()
    {
        _project.Write("b.yaml", TestProject.Tiny);
        _project.Write("a.yaml", TestProject.Tiny);
        var step = _project.Step("b.yaml", "a.yaml");

        Assert.True(step.Execute());

        Assert.Empty(step.Places());
        Assert.True(_project.Generated.IndexOf("class A", StringComparison.Ordinal) is > 0 and var a && a < _project.Generated.IndexOf("class B", StringComparison.Ordinal));
        Assert.True(File.Exists(_project.Stamp));
    }

    [Fact]
    public void Everything_that_was_read_is_noted_for_the_next_build()
    {
        var blocks = _project.Write("shared/blocks.yaml", "archspec: 1\nblocks:\n  Head: { layers: [Flatten] }\n");
        var start = _project.Write("base.yaml", TestProject.Tiny);
        var spec = _project.Write("specs/model.yaml", "archspec: 1\ninclude: ../shared/blocks.yaml\nbase: ../base.yaml\nlayers: [Softmax]\n");

        Assert.True(_project.Step("specs/model.yaml").Execute());

        Assert.Equal(new[] { start, blocks, spec }.Order(StringComparer.Ordinal), _project.Dependencies);
    }

    [Fact]
    public void A_file_of_blocks_alone_is_checked_and_gets_no_class()
    {
        _project.Write("blocks.yaml", "archspec: 1\nblocks:\n  Head: { layers: [Flatten] }\n");
        _project.Write("tiny.yaml", TestProject.Tiny);

        Assert.True(_project.Step("blocks.yaml", "tiny.yaml").Execute());

        Assert.DoesNotContain("class Blocks", _project.Generated, StringComparison.Ordinal);
        Assert.Contains("class Tiny", _project.Generated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_build_keeps_the_last_good_classes_and_is_not_up_to_date()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        _project.Step("tiny.yaml").Execute();
        var before = _project.Generated;
        _project.Write("tiny.yaml", TestProject.Bad);

        Assert.False(_project.Step("tiny.yaml").Execute());

        Assert.Equal(before, _project.Generated);
        Assert.False(File.Exists(_project.Stamp));
    }

    [Fact]
    public void Code_that_stays_the_same_is_not_written_again()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        _project.Step("tiny.yaml").Execute();
        var longAgo = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_project.GeneratedFile, longAgo);
        _project.Write("tiny.yaml", "# a comment\n" + TestProject.Tiny);

        _project.Step("tiny.yaml").Execute();

        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(_project.GeneratedFile));
    }

    [Fact]
    public void References_may_go_anywhere_in_the_project_and_no_further()
    {
        _project.Write("../outside.yaml", TestProject.Tiny);
        _project.Write("specs/model.yaml", "archspec: 1\nbase: ../../outside.yaml\nlayers: [Softmax]\n");
        var step = _project.Step("specs/model.yaml");

        Assert.False(step.Execute());

        var error = Assert.Single(step.Engine().Errors);
        Assert.Equal("AS0502", error.Code);
        Assert.Contains("the property ArchSpecRoot", error.Message, StringComparison.Ordinal);
        var wider = _project.Step("specs/model.yaml");
        wider.Root = "..";
        Assert.True(wider.Execute());
    }

    [Fact]
    public void A_spec_outside_of_the_project_may_use_its_own_folder()
    {
        _project.Write("../shared/base.yaml", TestProject.Tiny);
        _project.Write("../shared/model.yaml", "archspec: 1\nbase: base.yaml\nlayers: [Softmax]\n");

        Assert.True(_project.Step("../shared/model.yaml").Execute());

        Assert.Contains("SpecFile = \"model.yaml\"", _project.Generated, StringComparison.Ordinal);
    }

    [Fact]
    public void An_editor_gets_the_good_classes_and_no_problems()
    {
        _project.Write("bad.yaml", TestProject.Bad);
        _project.Write("tiny.yaml", TestProject.Tiny);
        var step = _project.Step("bad.yaml", "tiny.yaml");
        (step.IsDesignTime, step.CopiesSchema, step.WritesSummaries) = (true, true, true);

        Assert.True(step.Execute());

        Assert.Empty(step.Places());
        Assert.Contains("class Tiny", _project.Generated, StringComparison.Ordinal);
        Assert.Contains(step.Engine().Messages, message => message.Message!.Contains("AS0201", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(_project.Path, "*.json").Concat(Directory.GetFiles(_project.Path, "*.txt")));
        Assert.True(File.Exists(_project.Stamp)); // the next one has nothing to do
    }

    public void Dispose() => _project.Dispose();
}
