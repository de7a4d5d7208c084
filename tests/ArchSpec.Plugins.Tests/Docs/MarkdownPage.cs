using System.Text.RegularExpressions;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Docs;

/// <summary>A page of the docs and the code blocks in it.</summary>
internal sealed partial class MarkdownPage(params string[] path)
{
    public string File { get; } = RepositoryRoot.In(["docs", .. path]);

    public string Text { get; private set; } = System.IO.File.ReadAllText(RepositoryRoot.In(["docs", .. path])).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The code blocks: their language and text.</summary>
    public IEnumerable<(string Language, string Code)> Blocks => Block().Matches(Text).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>
    /// Compares a part of the page with what it should be. As with snapshots, <c>ARCHSPEC_ACCEPT=1</c> writes it into the page.
    /// </summary>
    public void Verify(string part, string expected)
    {
        if (part != expected && Environment.GetEnvironmentVariable("ARCHSPEC_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") is null)
        {
            Text = Text.Replace(part, expected, StringComparison.Ordinal);
            System.IO.File.WriteAllText(File, Text);
            return;
        }

        Assert.Equal(expected, part);
    }

    /// <summary>
    /// The YAML blocks as files: a block whose first line is <c># name.yaml</c> is that file, another one is spec.yaml. One that
    /// begins with a layer is the layers of a spec.
    /// </summary>
    public static (string Name, string Text) AsFile(string yaml)
    {
        var name = FileName().Match(yaml);
        return name.Success ? (name.Groups[1].Value, yaml)
            : ("spec.yaml", yaml.StartsWith("- ", StringComparison.Ordinal) ? $"archspec: 1\ninput: [32, 32, 3]\nlayers:\n{yaml}" : yaml);
    }

    [GeneratedRegex("^```(\\w*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^# ([\\w-]+\\.yaml)\n")]
    private static partial Regex FileName();
}
