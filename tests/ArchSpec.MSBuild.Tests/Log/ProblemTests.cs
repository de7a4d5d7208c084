namespace ArchSpec.MSBuild.Tests.Log;

/// <summary>How problems of specs get into the build's log.</summary>
public sealed class ProblemTests : IDisposable
{
    private readonly TestProject _project = new();

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

    public void Dispose() => _project.Dispose();
}
