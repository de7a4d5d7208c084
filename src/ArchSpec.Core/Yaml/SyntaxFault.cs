using ArchSpec.Diagnostics;
using YamlDotNet.Core;

namespace ArchSpec.Yaml;

/// <summary>
/// Says what is wrong with a text that is not YAML, at the line where it is wrong and with what to write there. The parser often
/// stops further down, or nowhere. A mend counts only where the parser comes further with it.
/// </summary>
/// <param name="text">The text.</param>
/// <param name="file">How messages name it.</param>
internal sealed class SyntaxFault(string text, string file)
{
    // Each mend is tried on the whole text.
    private const int MaxLength = 100_000;

    private readonly TextLines _lines = new(text);

    /// <summary>The fault that a person knows by its name, or null where it is another.</summary>
    /// <param name="stoppedAt">The offset at which the parser stopped.</param>
    public Diagnostic? Find(int stoppedAt)
    {
        if (_lines.FirstTab() is { } tab)
        {
            return SpecErrors.Tab(At(_lines, tab.Line, tab.Column, file), _lines.WithSpaces(tab.Line), _lines.TabsBelow(tab.Line));
        }

        if (text.Length > MaxLength)
        {
            return null;
        }

        var (line, reached) = (_lines.LineOf(stoppedAt), Reach(text));
        return _lines.LackingColonAbove(line) is { } lacking && Helps(line - 1, lacking, reached) ? null
            : BehindKey(line, reached) ?? BehindKey(_lines.FilledAbove(line), reached) ?? InFront(line, reached) ?? InFront(_lines.FilledAbove(line), reached);
    }

    /// <summary>What is wrong with a line that was taken for a part of the value above it.</summary>
    public static Diagnostic IndentationOf(TextLines lines, int line, string file)
    {
        var indent = lines.IndentOf(line);
        return SpecErrors.Indentation(At(lines, line, indent + 1, file), indent, lines.Indented(line).FirstOrDefault() ?? lines[line].TrimStart());
    }

    private Diagnostic? BehindKey(int line, long reached)
    {
        if (_lines.WithBlankBehindColon(line) is { } spaced && Helps(line, spaced.Text, reached))
        {
            return SpecErrors.NoBlank(At(_lines, line, spaced.Column, file), spaced.Text.Trim());
        }

        return _lines.WithBraces(line) is { } braced && Helps(line, braced.Text, reached)
            ? SpecErrors.TwoColons(At(_lines, line, braced.Column, file), braced.Text.Trim())
            : null;
    }

    private Diagnostic? InFront(int line, long reached)
    {
        var indented = _lines.Indented(line).FirstOrDefault(mend => Helps(line, mend, reached));
        return indented is null ? null : SpecErrors.Indentation(At(_lines, line, _lines.IndentOf(line) + 1, file), _lines.IndentOf(line), indented);
    }

    private bool Helps(int line, string mend, long reached) => Reach(_lines.Replace(line, mend)) > reached + Math.Abs(mend.Length - _lines[line].Length);

    // How far the parser comes; beyond every offset where it comes to the end.
    private static long Reach(string text)
    {
        var parser = new Parser(new StringReader(text));
        var last = 0L;
        try
        {
            while (parser.MoveNext())
            {
                last = Math.Max(last, parser.Current?.End.Index ?? 0);
            }

            return long.MaxValue / 2; // to which lengths may be added
        }
        catch (YamlException error)
        {
            return Math.Max(last, error.End.Index);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            return last;
        }
    }

    private static SourceSpan At(TextLines lines, int line, int column, string file) =>
        new(file, line + 1, column, lines.StartOf(line) + column - 1, lines.StartOf(line) + lines[line].Length);
}
