using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>How a value is written in a text, which its place alone does not say: brackets or lines, anchors, indentation.</summary>
internal sealed class YamlLayout(string text)
{
    /// <summary>The text.</summary>
    public string Text => text;

    /// <summary>What ends a line in it.</summary>
    public string LineEnd => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";

    /// <summary>Where a value stands: of an alias the alias, without an anchor in front of it.</summary>
    public SourceSpan Place(YamlValue value)
    {
        var span = value.Alias ?? value.Span;
        return value.Alias is not null ? span
            : value is YamlMap { Entries: [var first, ..] } && !IsFlow(value) ? span with { Start = first.Key.Span.Start }
            : span with { Start = Behind(span.Start) };
    }

    /// <summary>Whether a list or a mapping has brackets. The place of a pair without braces in a list says nothing.</summary>
    public bool IsFlow(YamlValue value)
    {
        var start = Behind(value.Span.Start);
        return value is YamlMap { Entries: [var first, ..] }
            ? text[start] == '{' && start < first.Key.Span.Start && Stripped(text[(start + 1)..first.Key.Span.Start]).Length == 0
            : text[start] is '[' or '{';
    }

    private static string Stripped(string between) => string.Concat(between.Split('\n').Select(line => line.Split('#')[0].Trim()));

    /// <summary>Where a value ends, without the blank lines and comments behind it.</summary>
    public int End(YamlValue value) => value switch
    {
        { Alias: { } alias } => alias.End,
        YamlList { Items: [.., var last] } list when !IsFlow(list) => End(last),
        YamlMap { Entries: [.., var last] } map when !IsFlow(map) => last.Value is YamlScalar { IsNull: true, Text: "" } ? text.IndexOf(':', last.Key.Span.End) + 1 : End(last.Value),
        _ => value.Span.End,
    };

    /// <summary>The first character of the line after the one at a place, or the end of the text.</summary>
    public int NextLine(int at) => text.IndexOf('\n', at) is >= 0 and var end ? end + 1 : text.Length;

    /// <summary>The first character of the line at a place.</summary>
    public int LineStart(int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>A line of its own behind the line at a place.</summary>
    public SpecEdit LineBehind(SourceSpan near, int at, string line)
    {
        var next = NextLine(at);
        var isLast = next == text.Length && (next == 0 || text[next - 1] != '\n');
        return Insert(near, next, isLast ? LineEnd + line : line + LineEnd);
    }

    /// <summary>Puts a text at a place.</summary>
    public static SpecEdit Insert(SourceSpan near, int at, string inserted) => new(near with { Start = at, End = at }, inserted);

    /// <summary>The blanks in front of a place in its line.</summary>
    public string Indent(int at)
    {
        var start = LineStart(at);
        return new string(' ', at - start);
    }

    private int Behind(int start)
    {
        if (start >= text.Length || text[start] != '&')
        {
            return start;
        }

        while (start < text.Length && !char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return start;
    }
}
