using System.Globalization;

namespace ArchSpec.Diagnostics;

/// <summary>
/// Shows text of unknown origin, such as the names in a file, a folder or an archive. A terminal obeys some letters, and others turn the
/// order of a line round: they are shown as <c>\u001B</c>.
/// </summary>
public static class Printable
{
    /// <summary>A name, which is part of a line: line breaks and tabs are shown as well.</summary>
    public static string Name(string text) => Shown(text, keepsLines: false);

    /// <summary>A text of lines: its line breaks and tabs are its own.</summary>
    public static string Lines(string text) => Shown(text, keepsLines: true);

    /// <summary>A message, whose lists stand in lines that begin with two blanks: any other line break in it is of a name.</summary>
    public static string Message(string text) => string.Join("\n  ", text.Split("\n  ").Select(Name));

    /// <summary>Whether nobody could see a letter, or a terminal would obey it.</summary>
    internal static bool IsHidden(char letter) => char.IsControl(letter) || letter
        is '\u061C' or '\u200E' or '\u200F' or '\u2028' or '\u2029' or '\uFEFF'
        or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Shown(string text, bool keepsLines)
    {
        foreach (var letter in text)
        {
            if (IsShown(letter, keepsLines))
            {
                return string.Concat((keepsLines ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text).Select(each => IsShown(each, keepsLines) ? $"\\u{((int)each).ToString("X4", CultureInfo.InvariantCulture)}" : each.ToString()));
            }
        }

        return text;
    }

    private static bool IsShown(char letter, bool keepsLines) => IsHidden(letter) && (!keepsLines || letter is not ('\n' or '\t'));
}
