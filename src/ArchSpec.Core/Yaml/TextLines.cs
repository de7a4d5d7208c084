using System.Text.RegularExpressions;

namespace ArchSpec.Yaml;

/// <summary>The lines of a text, counted from 0, and how each could be mended.</summary>
internal sealed partial class TextLines
{
    private readonly string[] _lines;
    private readonly int[] _starts;

    public TextLines(string text)
    {
        _lines = text.Split('\n');
        _starts = new int[_lines.Length];
        for (var line = 1; line < _lines.Length; line++)
        {
            _starts[line] = _starts[line - 1] + _lines[line - 1].Length + 1;
        }

        _lines = [.. _lines.Select(line => line.TrimEnd('\r'))];
    }

    public string this[int line] => _lines[line];

    public int StartOf(int line) => _starts[line];

    /// <summary>The line of an offset.</summary>
    public int LineOf(int offset)
    {
        var found = Array.BinarySearch(_starts, offset);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The text with another line in a line's place.</summary>
    public string Replace(int line, string mend) => string.Join('\n', _lines.Index().Select(item => item.Index == line ? mend : item.Item));

    /// <summary>The number of blanks in front of a line.</summary>
    public int IndentOf(int line) => _lines[line].Length - _lines[line].TrimStart(' ').Length;

    /// <summary>The nearest line above that says something; the first line where none does.</summary>
    public int FilledAbove(int line)
    {
        do
        {
            line--;
        }
        while (line > 0 && !IsFilled(line));
        return Math.Max(0, line);
    }

    /// <summary>The first tab that indents a line, with its column.</summary>
    public (int Line, int Column)? FirstTab()
    {
        var line = Array.FindIndex(_lines, text => IndentingTab().IsMatch(text));
        return line < 0 ? null : (line, _lines[line].IndexOf('\t', StringComparison.Ordinal) + 1);
    }

    /// <summary>How many lines below are indented with tabs too.</summary>
    public int TabsBelow(int line) => _lines.Skip(line + 1).Count(text => IndentingTab().IsMatch(text));

    /// <summary>A line that a tab indents, with the blanks that the lines above ask for.</summary>
    public string WithSpaces(int line)
    {
        var (above, content) = (FilledAbove(line), _lines[line].TrimStart());
        var indent = line == 0 ? 0 : Opens(above) ? KeyColumn(above) + 2 : IsItem(content) ? IndentOf(ItemAbove(line)) : KeyColumn(above);
        return new string(' ', indent) + content;
    }

    /// <summary>The line above with a colon behind its only word, where it lacks one.</summary>
    public string? LackingColonAbove(int line) => line > 0 && OneWord().IsMatch(_lines[line - 1]) ? _lines[line - 1].TrimEnd() + ":" : null;

    /// <summary>A line with a blank behind its colon, where it has none, and the colon's column.</summary>
    public (string Text, int Column)? WithBlankBehindColon(int line) => KeyWithoutBlank().Match(_lines[line]) is { Success: true } key
        ? (_lines[line].Insert(key.Length, " "), key.Length)
        : null;

    /// <summary>A line <c>a: b: c</c> as <c>a: { b: c }</c>, and the column of b.</summary>
    public (string Text, int Column)? WithBraces(int line) => KeyOfKey().Match(_lines[line]) is { Success: true } keys
        ? ($"{keys.Groups[1].Value}{{ {keys.Groups[2].Value.TrimEnd()} }}", keys.Groups[1].Length + 1)
        : null;

    /// <summary>A line at the indents of the lines above, the nearest to its own first.</summary>
    public IEnumerable<string> Indented(int line)
    {
        var content = _lines[line].TrimStart();
        return Enumerable.Range(0, line).Where(IsFilled).SelectMany(above => IndentsOf(above, IsItem(content))).Distinct()
            .Where(indent => indent != IndentOf(line))
            .OrderBy(indent => Math.Abs(indent - IndentOf(line))).ThenByDescending(indent => indent)
            .Select(indent => new string(' ', indent) + content);
    }

    // Where a line like those of an item, or like another, may begin.
    private IEnumerable<int> IndentsOf(int line, bool isItem)
    {
        var key = KeyColumn(line);
        return isItem
            ? key > IndentOf(line) ? [IndentOf(line)] : Opens(line) ? [key + 2] : []
            : Opens(line) ? [key, key + 2] : [key];
    }

    private int ItemAbove(int line)
    {
        var above = FilledAbove(line);
        while (above > 0 && !IsItem(_lines[above].TrimStart()))
        {
            above = FilledAbove(above);
        }

        return above;
    }

    // Where the key of a line begins, behind the dash of an item.
    private int KeyColumn(int line) => ListDash().Match(_lines[line]) is { Success: true } dash ? dash.Length : IndentOf(line);

    private static bool IsItem(string content) => content.StartsWith("- ", StringComparison.Ordinal) || content == "-";

    private bool Opens(int line) => _lines[line].TrimEnd().EndsWith(':');

    private bool IsFilled(int line) => _lines[line].AsSpan().Trim() is { IsEmpty: false } text && text[0] != '#';

    [GeneratedRegex(@"^ *\t\s*[^\s#]")]
    private static partial Regex IndentingTab();

    [GeneratedRegex("^ *- +")]
    private static partial Regex ListDash();

    [GeneratedRegex(@"^ *(- +)?\w+\s*$")]
    private static partial Regex OneWord();

    [GeneratedRegex(@"^ *(?:- +)?\w+:(?=[^\s:/])")]
    private static partial Regex KeyWithoutBlank();

    [GeneratedRegex(@"^( *(?:- +)?\w+: +)(\w+: +\S.*)$")]
    private static partial Regex KeyOfKey();
}
