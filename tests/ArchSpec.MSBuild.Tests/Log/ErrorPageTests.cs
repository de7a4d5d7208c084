using System.Text.RegularExpressions;
using ArchSpec.Testing;

namespace ArchSpec.MSBuild.Tests.Log;

/// <summary>Each error of the build has a page, which shows its message as it is.</summary>
public sealed class ErrorPageTests : IDisposable
{
    private readonly TestProject _project = new();

    public ErrorPageTests() => _project.Write("tiny.yaml", TestProject.Tiny);

    [Fact]
    public void Every_code_has_a_page()
    {
        var source = File.ReadAllText(RepositoryRoot.In("src", "ArchSpec.MSBuild", "Log", "BuildErrors.cs"))
            + File.ReadAllText(RepositoryRoot.In("src", "ArchSpec.MSBuild", "build", "ArchSpec.MSBuild.targets"));
        var codes = Regex.Matches(source, "\"(AS09[0-9]{2})\"").Select(match => match.Groups[1].Value).Distinct().Order();

        var pages = Directory.GetFiles(RepositoryRoot.In("docs", "errors"), "AS09*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

        Assert.Equal(codes, pages);
        Assert.All(pages, code => Assert.StartsWith($"# {code}: ", Page(code), StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_of_summaries_shows_a_difference()
    {
        var step = _project.Step("tiny.yaml");
        step.WritesSummaries = true;
        step.Execute();
        _project.Write("tiny.yaml", TestProject.Tiny.Replace("Dense: 5", "Dense: 6", StringComparison.Ordinal));

        Shows("AS0902", Run(step => step.VerifiesSummaries = true));
    }

    [Fact]
    public void The_page_of_class_names_shows_two_of_one_name()
    {
        _project.Write("a.yaml", TestProject.Tiny);
        _project.Write("b.yaml", TestProject.Tiny);
        var step = _project.Step(_project.Item("a.yaml", ("ClassName", "Net")), _project.Item("b.yaml", ("ClassName", "Net")));
        step.Execute();

        Shows("AS0903", step);
    }

    [Fact]
    public void The_page_of_files_shows_a_schema()
    {
        Directory.CreateDirectory(_project.In("archspec.schema.json"));

        Shows("AS0904", Run(step => step.CopiesSchema = true));
    }

    [Fact]
    public void The_page_of_properties_shows_one() => Shows("AS0905", Run(step => step.Accessibility = "protected"));

    [Fact]
    public void The_page_of_bugs_shows_one() => Shows("AS0906", Run(step => step.RecordFolder = "\0"));

    [Fact]
    public void The_page_of_the_SDK_shows_the_text_of_the_targets()
    {
        var targets = File.ReadAllText(RepositoryRoot.In("src", "ArchSpec.MSBuild", "build", "ArchSpec.MSBuild.targets"));
        var text = Regex.Match(targets, "Code=\"AS0901\".*?Text=\"(.*?)\"", RegexOptions.Singleline).Groups[1].Value;

        Assert.Contains($"error AS0901: {text.Replace("$(_ArchSpecObstacle)", "this is the .NET SDK 9.0.308", StringComparison.Ordinal)}\n", Page("AS0901"), StringComparison.Ordinal);
    }

    public void Dispose() => _project.Dispose();

    private CompileArchitectures Run(Action<CompileArchitectures> set)
    {
        var step = _project.Step("tiny.yaml");
        set(step);
        Assert.False(step.Execute());
        return step;
    }

    private void Shows(string code, CompileArchitectures step)
    {
        var error = Assert.Single(step.Engine().Errors);
        var message = error.Message!.Replace(_project.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
        var shown = $"```text\n{Path.GetFileName(error.File)}({error.LineNumber},{error.ColumnNumber}): error {code}: {message}\n```";
        var block = Regex.Match(Page(code), "```text\n.*?```", RegexOptions.Singleline).Value;
        // As with snapshots.
        if (shown != block && Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(PathOf(code), Page(code).Replace(block, shown, StringComparison.Ordinal));
        }

        Assert.Contains(shown, Page(code), StringComparison.Ordinal);
    }

    private static string PathOf(string code) => RepositoryRoot.In("docs", "errors", $"{code}.md");

    private static string Page(string code) => File.ReadAllText(PathOf(code)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
