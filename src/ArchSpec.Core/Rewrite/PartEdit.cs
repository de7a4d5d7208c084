using System.Text;
using ArchSpec.Diagnostics;

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

    /// <summary>Carries edits out. They lie inside of one another's parts, or apart.</summary>
    public static string Render(string text, int start, int end, IReadOnlyCollection<PartEdit> edits)
    {
        var (result, at) = (new StringBuilder(), start);
        foreach (var edit in edits.Where(edit => edit.Start >= start && edit.End <= end).OrderBy(edit => edit.Start).ThenByDescending(edit => edit.End))
        {
            if (edit.Start < at)
            {
                continue; // inside of the one before
            }

            var inner = edits.Where(other => other != edit).ToList();
            result.Append(text, at, edit.Start - at).Append(edit.Shape([.. edit.Parts.Select(part => Render(text, part.Start, part.End, inner))]));
            at = edit.End;
        }

        return result.Append(text, at, end - at).ToString();
    }

    /// <summary>The same for all of a text, as an edit of a file.</summary>
    public static SpecEdit Whole(SourceSpan file, string text, IReadOnlyCollection<PartEdit> edits) =>
        new(file with { Start = 0, End = text.Length }, Render(text, 0, text.Length, edits));
}
