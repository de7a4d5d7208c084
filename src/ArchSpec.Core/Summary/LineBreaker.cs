using System.Text;

namespace ArchSpec.Summary;

/// <summary>
/// Breaks a text into lines at blanks, as <c>divide_line</c> of the Python library rich 13, which Keras prints with. A word
/// includes the blanks after it, but only the word itself must fit.
/// </summary>
internal sealed class LineBreaker
{
    private readonly string _text;
    private readonly int _width;
    private readonly bool _folds;
    private readonly List<int> _breaks = [0];
    private int _cells;

    private LineBreaker(string text, int width, bool folds)
    {
        _text = text;
        _width = width;
        _folds = folds;
    }

    /// <summary>The lines of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The cells of a line.</param>
    /// <param name="folds">Whether a word longer than a line goes on in the next; else it stands alone, too long.</param>
    public static List<string> Wrap(string text, int width, bool folds)
    {
        var breaker = new LineBreaker(text, width, folds);
        for (var start = 0; start < text.Length;)
        {
            var end = breaker.EndOfWord(start);
            breaker.Place(start, end);
            start = end;
        }

        return breaker.Lines();
    }

    private List<string> Lines()
    {
        var lines = new List<string>();
        for (var line = 0; line < _breaks.Count; line++)
        {
            var end = line + 1 < _breaks.Count ? _breaks[line + 1] : _text.Length;
            lines.Add(DropBlanks(_text[_breaks[line]..end], _width));
        }

        return lines;
    }

    private int EndOfWord(int at)
    {
        at = Skip(at, blanks: true);
        at = Skip(at, blanks: false);
        return Skip(at, blanks: true);
    }

    private int Skip(int at, bool blanks)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]) == blanks)
        {
            at++;
        }

        return at;
    }

    private void Place(int start, int end)
    {
        var word = _text.AsSpan(start, end - start);
        var needed = CellWidth.Of(word.TrimEnd());
        if (needed <= _width - _cells)
        {
            _cells += CellWidth.Of(word);
        }
        else if (needed > _width && _folds)
        {
            Fold(start, end);
        }
        else
        {
            BreakAt(start);
            _cells = CellWidth.Of(word);
        }
    }

    private void Fold(int start, int end)
    {
        BreakAt(start);
        _cells = 0;
        foreach (var rune in _text[start..end].EnumerateRunes())
        {
            if (_cells + CellWidth.Of(rune) > _width)
            {
                BreakAt(start);
                _cells = 0;
            }

            _cells += CellWidth.Of(rune);
            start += rune.Utf16SequenceLength;
        }
    }

    private void BreakAt(int position)
    {
        if (position > _breaks[^1])
        {
            _breaks.Add(position);
        }
    }

    // Of the blanks at a line's end only as many go as do not fit, counted in characters: rich does so.
    private static string DropBlanks(string line, int width)
    {
        var excess = -width;
        foreach (var _ in line.EnumerateRunes())
        {
            excess++;
        }

        var blanks = line.Length - line.AsSpan().TrimEnd().Length;
        return excess > 0 ? line[..^Math.Min(excess, blanks)] : line;
    }
}
