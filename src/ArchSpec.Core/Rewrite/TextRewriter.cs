using System.Text;

namespace ArchSpec.Rewrite;

/// <summary>Replaces values in a spec's text; every other character stays as the person wrote it.</summary>
public static class TextRewriter
{
    /// <summary>Applies edits of one file, none of which overlap.</summary>
    public static string Apply(string text, IEnumerable<SpecEdit> edits)
    {
        var ordered = edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End).ToList();
        var result = new StringBuilder();
        var position = 0;
        foreach (var line in ordered.GroupBy(edit => EndOfLine(text, edit.Span.End)))
        {
            foreach (var edit in line)
            {
                result.Append(text, position, edit.Span.Start - position).Append(edit.Text);
                position = edit.Span.End;
            }

            result.Append(WithComment(text[position..line.Key], [.. line.Select(edit => edit.Comment).OfType<string>()]));
            position = line.Key;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }

    // Where the line has a comment already, the reasons go on behind it; those of an earlier round become one with the new ones.
    private static string WithComment(string rest, IReadOnlyList<string> reasons)
    {
        if (reasons.Count == 0)
        {
            return rest;
        }

        return CommentIn(rest) is { } start
            ? rest[..start] + EarlierNotes.With(rest[start..], reasons)
            : $"{rest}  # {string.Join("; ", reasons)}";
    }

    // A comment begins with a '#' behind a blank, outside of quotes.
    private static int? CommentIn(string rest)
    {
        var quote = '\0';
        for (var index = 0; index < rest.Length; index++)
        {
            if (quote == '\0' && rest[index] == '#' && (index == 0 || char.IsWhiteSpace(rest[index - 1])))
            {
                return index;
            }

            if (quote == '"' && rest[index] == '\\')
            {
                index++; // what it escapes ends nothing
                continue;
            }

            quote = rest[index] is '"' or '\'' && quote is '\0' ? rest[index] : rest[index] == quote ? '\0' : quote;
        }

        return null;
    }

    private static int EndOfLine(string text, int from)
    {
        var end = text.IndexOf('\n', from);
        end = end < 0 ? text.Length : end;
        return end > from && text[end - 1] == '\r' ? end - 1 : end;
    }
}
