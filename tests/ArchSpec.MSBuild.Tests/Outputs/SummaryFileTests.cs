using ArchSpec.Testing;

namespace ArchSpec.MSBuild.Tests.Outputs;

public sealed class SummaryFileTests : IDisposable
{
    private readonly TestProject _project = new();

    public SummaryFileTests() => _project.Write("tiny.yaml", TestProject.Tiny);

    private string Summary => _project.In("tiny.summary.txt");

    [Fact]
    public void It_is_what_the_command_prints_into_a_file()
    {
        Write();

        Snapshot.Verify(File.ReadAllText(Summary));
        Assert.StartsWith("Model: \"tiny\"\n", File.ReadAllText(Summary), StringComparison.Ordinal);
        Assert.Contains(Summary, _project.Dependencies);
    }

    [Fact]
    public void One_that_is_right_is_no_problem_whatever_its_line_ends()
    {
        Write();
        File.WriteAllText(Summary, File.ReadAllText(Summary).Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Empty(Verify().Places());
    }

    [Fact]
    public void One_that_is_missing_fails_the_build_and_is_not_made()
    {
        var step = Verify();

        Assert.Equal(["tiny.summary.txt(1,1): error AS0902"], step.Places());
        Assert.Contains("-p:ArchSpecSummaries=true", step.Engine().Errors[0].Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Summary));
    }

    [Fact]
    public void One_that_differs_fails_the_build_at_the_first_difference()
    {
        Write();
        _project.Write("tiny.yaml", TestProject.Tiny.Replace("Dense: 5", "Dense: 6", StringComparison.Ordinal));
        var before = File.ReadAllText(Summary);
        var (line, column) = Place(before, "(None, 5)");

        var step = Verify();

        Assert.Equal([$"tiny.summary.txt({line},{column + 7}): error AS0902"], step.Places());
        Assert.Contains("(None, 6)", step.Engine().Errors[0].Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(Summary));
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("Model: \"tiny\"\n", 2, 1)]
    public void One_that_breaks_off_differs_where_it_ends(string text, int line, int column)
    {
        File.WriteAllText(Summary, text);

        Assert.Equal([$"tiny.summary.txt({line},{column}): error AS0902"], Verify().Places());
    }

    [Fact]
    public void One_with_more_lines_differs_behind_the_right_ones()
    {
        Write();
        var lines = File.ReadAllLines(Summary).Length;
        File.AppendAllText(Summary, "more\n");

        Assert.Equal([$"tiny.summary.txt({lines + 1},1): error AS0902"], Verify().Places());
    }

    [Fact]
    public void Files_of_blocks_and_files_with_errors_have_none()
    {
        _project.Write("blocks.yaml", "archspec: 1\nblocks:\n  Head: { layers: [Flatten] }\n");
        _project.Write("bad.yaml", TestProject.Bad);
        var step = _project.Step("blocks.yaml", "bad.yaml");
        step.VerifiesSummaries = true;

        step.Execute();

        Assert.Equal(["bad.yaml(6,5): error AS0201"], step.Places());
    }

    public void Dispose() => _project.Dispose();

    private void Write()
    {
        var step = _project.Step("tiny.yaml");
        step.WritesSummaries = true;
        Assert.True(step.Execute());
    }

    // Verifying wins over writing: nothing is accepted by the way.
    private CompileArchitectures Verify()
    {
        var step = _project.Step("tiny.yaml");
        (step.VerifiesSummaries, step.WritesSummaries) = (true, true);
        Assert.Equal(step.Execute(), step.Engine().Errors.Count == 0);
        return step;
    }

    private static (int Line, int Column) Place(string text, string part)
    {
        var lines = text.Split('\n').ToList();
        var line = lines.FindIndex(one => one.Contains(part, StringComparison.Ordinal));
        return (line + 1, lines[line].IndexOf(part, StringComparison.Ordinal) + 1);
    }
}
