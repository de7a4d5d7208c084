using System.Reflection;
using System.Text.RegularExpressions;
using ArchSpec.Testing;
using ArchSpec.Tool.Completion;

namespace ArchSpec.Tool.Tests.Help;

/// <summary>docs/cli.md: what commands there are, and how they end.</summary>
public sealed class CliDocsTests
{
    private const string Heading = "## Commands\n\n";
    private static readonly string File = RepositoryRoot.In("docs", "cli.md");

    [Fact]
    public void Every_command_and_option_is_in_the_docs()
    {
        var docs = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var at = docs.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        var written = docs[..at] + CliReference.Write(CommandModel.OfTool(new TestConsole()));
        if (Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            System.IO.File.WriteAllText(File, written);
        }

        Assert.True(written == System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"),
            "docs/cli.md is not what the commands say: run this test once with ARCHSPEC_ACCEPT=1, and look at the difference");
    }

    [Fact]
    public void Every_exit_code_is_in_the_docs_and_no_other()
    {
        var codes = typeof(ExitCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!);
        var documented = Regex.Matches(System.IO.File.ReadAllText(File), @"^\| `(\d+)` \|", RegexOptions.Multiline).Select(row => int.Parse(row.Groups[1].Value));

        Assert.Equal(codes.Order(), documented.Order());
    }
}
