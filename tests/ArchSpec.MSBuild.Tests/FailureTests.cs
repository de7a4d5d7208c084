using System.Globalization;

namespace ArchSpec.MSBuild.Tests;

/// <summary>What may go wrong around a build: a language, a bug, a person, a property, a disk.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TestProject _project = new();

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
