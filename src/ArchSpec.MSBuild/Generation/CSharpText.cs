using System.Globalization;
using System.Text;

namespace ArchSpec.MSBuild.Generation;

/// <summary>Texts as C# source.</summary>
internal static class CSharpText
{
    /// <summary>A literal on one line.</summary>
    public static string Literal(string text) => text.Aggregate(new StringBuilder("\""), Append).Append('"').ToString();

    /// <summary>
    /// A raw literal, in which a spec reads as in its file. Characters that a compiler would take for a line's end, or a person would not
    /// see, need the other kind.
    /// </summary>
    public static string RawLiteral(string text)
    {
        if (text.Any(c => (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u2028' or '\u2029'))
        {
            return Literal(text);
        }

        var quotes = new string('"', Math.Max(3, LongestRun(text, '"') + 1));
        return $"{quotes}\n{text}\n{quotes}";
    }

    /// <summary>A text within an XML comment, on one line.</summary>
    public static string Doc(string text) => string.Concat(text.Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' => " ",
        _ => c.ToString(),
    }));

    /// <summary>A number as a person reads it: <c>51,669</c>.</summary>
    public static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static StringBuilder Append(StringBuilder made, char c) => c switch
    {
        '"' or '\\' => made.Append('\\').Append(c),
        '\n' => made.Append("\\n"),
        _ when char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' =>
            made.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => made.Append(c),
    };

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
