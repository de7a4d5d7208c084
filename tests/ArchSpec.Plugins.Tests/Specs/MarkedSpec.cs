using System.Text;
using System.Text.RegularExpressions;
using ArchSpec.Diagnostics;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Specs;

/// <summary>
/// A spec of one or more files in which <c>⟦AS0201⟧</c> marks where a problem is expected. A line <c>=== name.yaml</c>
/// begins another file.
/// </summary>
internal sealed partial class MarkedSpec
{
    /// <summary>What a case that is only about layers need not say.</summary>
    public const string Header = "archspec: 1\ninput: [8, 8, 3]\nlayers:\n";

    private readonly List<(string Name, string Text)> _files = [];

    public MarkedSpec(string text)
    {
        var parts = FileLine().Split(text.StartsWith("- ", StringComparison.Ordinal) ? Header + text : text);
        for (var part = 0; part < parts.Length; part += 2)
        {
            Add(part == 0 ? "spec.yaml" : parts[part - 1], parts[part]);
        }
    }

    /// <summary>The marked problems, such as <c>spec.yaml(4,5): AS0201</c>.</summary>
    public List<string> Expected { get; } = [];

    /// <summary>The text of spec.yaml, without marks.</summary>
    public string Main => _files[0].Text;

    /// <summary>The problems found.</summary>
    public IReadOnlyList<Diagnostic> Validate()
    {
        using var folder = new TempFolder();
        _files.ForEach(file => folder.Write(file.Name, file.Text));
        return SpecValidator.Validate(folder.In("spec.yaml"), BuiltInLayers.Registry);
    }

    /// <summary>A problem in the form of <see cref="Expected"/>.</summary>
    public static string Place(Diagnostic problem) =>
        $"{Path.GetFileName(problem.Span.File)}({problem.Span.Line},{problem.Span.Column}): {problem.Code}";

    private void Add(string name, string text)
    {
        var plain = new StringBuilder();
        var at = 0;
        foreach (Match mark in Mark().Matches(text))
        {
            plain.Append(text, at, mark.Index - at);
            at = mark.Index + mark.Length;
            var before = plain.ToString();
            var line = before.Count(letter => letter == '\n') + 1;
            Expected.Add($"{Path.GetFileName(name)}({line},{before.Length - before.LastIndexOf('\n')}): {mark.Groups[1].Value}");
        }

        _files.Add((name, plain.Append(text, at, text.Length - at).ToString()));
    }

    [GeneratedRegex(@"^=== (.+)\n", RegexOptions.Multiline)]
    private static partial Regex FileLine();

    [GeneratedRegex("⟦(AS[0-9]{4})⟧")]
    private static partial Regex Mark();
}
