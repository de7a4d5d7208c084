using ArchSpec.Diagnostics;
using ArchSpec.Spec;

namespace ArchSpec.Rewrite;

/// <summary>A number of the text that becomes another.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">What stands there afterwards.</param>
/// <param name="Was">What it was, as a comment says it.</param>
/// <param name="For">The changes that it is for; empty where it keeps a layer as it is.</param>
internal sealed record NumberEdit(SourceSpan Span, string Text, string Was, IReadOnlyList<ArgumentChange> For);

/// <summary>
/// Says what stood where a number has changed, and why: one comment for a row of numbers, and one for each layer where other things
/// stand between them.
/// </summary>
internal static class LineNotes
{
    /// <summary>The edits with their comments.</summary>
    public static IEnumerable<SpecEdit> Of(IEnumerable<NumberEdit> numbers, SpecDocument document)
    {
        var texts = document.Referenced.Append(document).ToDictionary(file => file.File, file => file.Text);
        return numbers
            .OrderBy(edit => edit.Span.Start)
            .ThenBy(edit => edit.Span.End)
            .GroupBy(edit => (edit.Span.File, edit.Span.Line))
            .SelectMany(line => OfLine([.. line], texts[line.Key.File]));
    }

    /// <summary>The comment behind a value on a line of its own.</summary>
    public static string Behind(NewValue value) => Note("", value.Was, value.For) is { } note ? $"  # {note}" : "";

    private static IEnumerable<SpecEdit> OfLine(IReadOnlyList<NumberEdit> line, string text)
    {
        var (told, row) = (line.Where(edit => edit.For.Count > 0).ToList(), RowOf(line, text));
        return line.Select((edit, index) => new SpecEdit(edit.Span, edit.Text, (row, index) switch
        {
            ({ } numbers, 0) => Note("", numbers, told.SelectMany(each => each.For)),
            ({ }, _) => null,
            _ => Note(NameOf(edit, told.Count > 1), edit.Was, edit.For),
        }));
    }

    // Numbers in a row, with nothing but numbers between them.
    private static string? RowOf(IReadOnlyList<NumberEdit> line, string text)
    {
        var row = text[line[0].Span.Start..line[^1].Span.End];
        return line.Count > 1 && line.All(edit => edit.Span.End > edit.Span.Start) && row.All(letter => char.IsAsciiDigit(letter) || letter is ',' or ' ') ? row : null;
    }

    private static string? Note(string name, string was, IEnumerable<ArgumentChange> changes)
    {
        var all = changes.ToList();
        var reasons = Reasons.Sum(all.Select(change => change.Reason));
        return all.Count == 0 ? null : reasons.Length == 0 ? $"{name}was {was}" : $"{name}was {was}: {reasons}";
    }

    // A number in the layer's own line needs no name.
    private static string NameOf(NumberEdit edit, bool isCrowded)
    {
        var layers = edit.For.Select(change => change.Layer).Distinct().ToList();
        var isOwn = layers is [var only] && edit.Span.File == only.Span.File && edit.Span.Line >= only.Span.Line
            && !edit.For[0].Path.Contains('/', StringComparison.Ordinal);
        return layers.Count == 1 && (isCrowded || !isOwn) ? layers[0].Name + " " : "";
    }
}
