using System.Text;

namespace ArchSpec.Summary;

/// <summary>Where a text stands in a column.</summary>
internal enum Justify
{
    Left,
    Right,
    Center,
}

/// <summary>Texts fitted to a number of terminal cells.</summary>
internal static class CellText
{
    /// <summary>Cuts a text to <paramref name="width"/> cells. Half of a wide character is a blank.</summary>
    public static string Cut(string text, int width)
    {
        var cut = new StringBuilder();
        var left = width;
        foreach (var rune in text.EnumerateRunes())
        {
            var cells = CellWidth.Of(rune);
            if (cells > left)
            {
                return cut.Append(' ', Math.Max(0, left)).ToString();
            }

            cut.Append(rune.ToString());
            left -= cells;
        }

        return cut.ToString();
    }

    /// <summary>Cuts a text that is too long and ends it with an ellipsis.</summary>
    public static string Shorten(string text, int width) => CellWidth.Of(text) <= width ? text : Cut(text, width - 1) + "…";

    /// <summary>Fills a text up with blanks; the odd one of a centred text stands on its right.</summary>
    public static string Pad(string text, int width, Justify justify)
    {
        var blanks = Math.Max(0, width - CellWidth.Of(text));
        var left = justify switch { Justify.Right => blanks, Justify.Center => blanks / 2, _ => 0 };
        return new string(' ', left) + text + new string(' ', blanks - left);
    }

    /// <summary>The lines of a cell: wrapped at blanks, each with exactly <paramref name="width"/> cells.</summary>
    public static IReadOnlyList<string> Cell(string text, int width, Justify justify) =>
        [.. LineBreaker.Wrap(text, width, folds: false).Select(line => Pad(Shorten(Trim(line, justify), width), width, justify))];

    private static string Trim(string line, Justify justify) => justify == Justify.Left ? line : line.TrimEnd();
}
