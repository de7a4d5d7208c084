using System.Globalization;

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
    public void Every_problem_is_said_at_its_place_with_its_code_and_link()
    {
        _project.Write("bad.yaml", TestProject.Bad);
        _project.Write("doubtful.yaml", TestProject.Doubtful);
        var step = _project.Step("bad.yaml", "doubtful.yaml");
        step.HelpLinkBase = "https://example.org/errors/";

        Assert.False(step.Execute());

        Assert.Equal(["bad.yaml(6,5): error AS0201", "doubtful.yaml(5,5): warning AS0305"], step.Places());
        var error = Assert.Single(step.Engine().Errors);
        Assert.Equal(("https://example.org/errors/AS0201.md", "ArchSpec.AS0201"), (error.HelpLink, error.HelpKeyword));
        Assert.Equal("https://example.org/errors/AS0305.md", Assert.Single(step.Engine().Warnings).HelpLink);
        Assert.Equal(_project.In("bad.yaml"), error.File);
        Assert.False(File.Exists(_project.Stamp));
    }

    [Fact]
    public void A_folder_as_the_base_of_links_becomes_the_address_of_a_file()
    {
        _project.Write("bad.yaml", TestProject.Bad);
        var step = _project.Step("bad.yaml");
        step.HelpLinkBase = _project.In("docs and more");

        step.Execute();

        Assert.Equal(new Uri(_project.In("docs and more/AS0201.md")).AbsoluteUri, Assert.Single(step.Engine().Errors).HelpLink);
        Assert.StartsWith("file:///", step.Engine().Errors[0].HelpLink, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_of_a_base_is_said_once_for_all_that_use_it()
    {
        _project.Write("common/base.yaml", TestProject.Bad);
        _project.Write("a/one.yaml", "archspec: 1\nbase: ../common/base.yaml\nlayers: [Softmax]\n");
        _project.Write("two.yaml", "archspec: 1\nbase: common/base.yaml\nlayers: [Softmax]\n");
        var step = _project.Step("a/one.yaml", "two.yaml", "common/base.yaml");

        step.Execute();

        Assert.Equal(["base.yaml(6,5): error AS0201"], step.Places());
    }

    [Fact]
    public void A_message_may_have_braces()
    {
        _project.Write("bad.yaml", TestProject.Tiny.Replace("Dense: 5", "Dense: \"{0}\"", StringComparison.Ordinal));
        var step = _project.Step("bad.yaml");

        Assert.False(step.Execute());

        Assert.Contains("{0}", Assert.Single(step.Engine().Errors).Message, StringComparison.Ordinal);
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
    }

    [Fact]
    public void The_machines_language_changes_nothing()
    {
        _project.Write("mini.yaml", TestProject.Tiny.Replace("Dense: 5", "Dropout: 0.25", StringComparison.Ordinal));
        var (before, culture) = (CultureInfo.CurrentCulture, Foreign());
        _project.Step("mini.yaml").Execute();
        var expected = _project.Generated;
        File.Delete(_project.GeneratedFile);
        try
        {
            CultureInfo.CurrentCulture = culture;

            Assert.True(_project.Step("mini.yaml").Execute());

            Assert.Same(culture, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(expected, _project.Generated);
        Assert.Contains("class Mini", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_is_one_line()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        var step = _project.Step("tiny.yaml");
        step.RecordFolder = "\0";

        Assert.False(step.Execute());

        var error = Assert.Single(step.Engine().Errors);
        Assert.Equal("AS0906", error.Code);
        Assert.DoesNotContain('\n', error.Message!);
        Assert.Contains(step.Engine().Messages, message => message.Message!.Contains("   at ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_build_that_is_stopped_leaves_no_stamp_and_says_nothing()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        _project.Step("tiny.yaml").Execute();
        var step = _project.Step("tiny.yaml");
        step.Cancel();

        Assert.False(step.Execute());

        Assert.Empty(step.Places());
        Assert.False(File.Exists(_project.Stamp));
    }

    [Theory]
    [InlineData("protected", "App", "ArchSpecAccessibility")]
    [InlineData("public", " . ", "ArchSpecNamespace")]
    public void A_property_that_makes_no_sense_is_named(string accessibility, string name, string expected)
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        var step = _project.Step("tiny.yaml");
        (step.Accessibility, step.Namespace) = (accessibility, name);

        Assert.False(step.Execute());

        var error = Assert.Single(step.Engine().Errors);
        Assert.Equal("AS0905", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_one_error_that_names_it()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        Directory.CreateDirectory(_project.In("archspec.schema.json"));
        var step = _project.Step("tiny.yaml");
        step.CopiesSchema = true;

        Assert.False(step.Execute());

        Assert.Equal(["archspec.schema.json(1,1): error AS0904"], step.Places());
        Assert.Contains("ArchSpecCopySchema=false", step.Engine().Errors[0].Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_project.Path, "*.tmp"));
    }

    public void Dispose() => _project.Dispose();

    // Made by hand, since the tests run without the system's languages.
    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }
}
