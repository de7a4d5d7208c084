using System.Text;

namespace ArchSpec.Rewrite;

/// <summary>A stretch of a text that becomes another, which may be made of a part of it with the edits in there.</summary>
/// <param name="Start">The first character.</param>
/// <param name="End">Behind the last one.</param>
/// <param name="Parts">The stretches that are kept, in order.</param>
/// <param name="Shape">Makes the new text of what these become.</param>
internal sealed record PartEdit(int Start, int End, IReadOnlyList<(int Start, int End)> Parts, Func<IReadOnlyList<string>, string> Shape)
{
    /// <summary>A stretch becomes another text.</summary>
    public static PartEdit Replace(int start, int end, string text) => new(start, end, [], _ => text);

    /// <summary>For a comment at the end of a line: what it says.</summary>
    public string? Note { get; private init; }

    /// <summary>A comment at the end of a line, behind one that is there or as a new one.</summary>
    public static PartEdit Comment(int end, bool isFirst, string reason) => Replace(end, end, isFirst ? $"  # {reason}" : $"; {reason}") with { Note = reason };

    /// <summary>Carries edits out. They lie inside of one another's parts, or apart. One of a stretch's last lines may have the line's end too.</summary>
    public static string Render(string text, int start, int end, IReadOnlyCollection<PartEdit> edits)
    {
        var (result, at) = (new StringBuilder(), start);
        foreach (var edit in edits.Where(edit => edit.Start >= start && (edit.End <= end || HasLineEnd(text, edit, end))).OrderBy(edit => edit.Start).ThenByDescending(edit => edit.End))
        {
            if (edit.Start < at || IsSaid(edit, edits))
            {
                continue; // inside of the one before, or said by it
            }

            var inner = edits.Where(other => other != edit).ToList();
            result.Append(text, at, edit.Start - at).Append(edit.Shape([.. edit.Parts.Select(part => Render(text, part.Start, part.End, inner))]));
            result.Append(string.Concat(Others(edit, edits).Select(reason => $"; {reason}")));
            at = edit.End;
        }

        return at > end ? WithoutLineEnd(result.ToString()) : result.Append(text, at, end - at).ToString();
    }

    // A stretch ends in front of its last line's end, which the removal of that line takes along.
    private static bool HasLineEnd(string text, PartEdit edit, int end) =>
        edit.Start < end && edit.End > end && text[end..edit.End] is ("\n" or "\r\n");

    private static string WithoutLineEnd(string text) => text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;

    private static bool IsSaid(PartEdit edit, IReadOnlyCollection<PartEdit> edits) =>
        edit.Note is not null && edits.First(other => other.Note is not null && other.Start == edit.Start) != edit;

    private static IEnumerable<string?> Others(PartEdit edit, IReadOnlyCollection<PartEdit> edits) => edit.Note is null ? []
        : edits.Where(other => other.Note is not null && other.Start == edit.Start && other.Note != edit.Note).Select(other => other.Note).Distinct();
}
