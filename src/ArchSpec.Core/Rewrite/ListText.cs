using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Where the items of a list stand in a text, in brackets or line by line.</summary>
internal sealed class ListText(YamlLayout layout, YamlList list)
{
    /// <summary>Whether it has brackets.</summary>
    public bool IsFlow { get; } = layout.IsFlow(list);

    /// <summary>Where an item's own text begins: behind the dash.</summary>
    public int Start(int item) => layout.Place(list.Items[item]).Start;

    /// <summary>Where an item ends, with the comment on its last line where it has lines of its own.</summary>
    public int End(int item)
    {
        var end = layout.End(list.Items[item]);
        return IsFlow ? end : LineEnd(end);
    }

    /// <summary>Where the dash of an item stands.</summary>
    public int Dash(int item) => layout.Text.LastIndexOf('-', Start(item) - 1);

    /// <summary>The column of the dashes.</summary>
    public int Column => Dash(0) - layout.LineStart(Dash(0));

    /// <summary>Whether nothing stands in front of an item's dash: "- - Conv2D" has a list in a list.</summary>
    public bool HasOwnLine(int item) => layout.Text.AsSpan(layout.LineStart(Dash(item))..Dash(item)).IsWhiteSpace();

    /// <summary>Leaves items out.</summary>
    /// <param name="gone">Their numbers, each with the comment that stands in its place, or none.</param>
    public IEnumerable<PartEdit> Remove(IReadOnlyDictionary<int, string> gone)
    {
        var kept = Enumerable.Range(0, list.Items.Length).Where(item => !gone.ContainsKey(item)).ToList();
        var (first, last) = (0, list.Items.Length - 1);
        if (IsFlow)
        {
            return [new PartEdit(Start(first), End(last), [.. kept.Select(item => (Start(item), End(item)))], parts => string.Join(", ", parts)), .. gone.Values.SelectMany(reason => AtLineEnd(End(last), reason))];
        }

        return kept.Count == 0
            ? [PartEdit.Replace(HasOwnLine(first) ? layout.LineStart(Dash(first)) + Column : Dash(first), End(last), "[]"), .. gone.Values.Take(1).SelectMany(reason => AtLineEnd(End(last), reason))]
            : gone.Keys.SelectMany(item => RemoveLines(item, gone[item]));
    }

    /// <summary>A comment at the end of the line of a place.</summary>
    public IEnumerable<PartEdit> AtLineEnd(int at, string reason)
    {
        var end = LineEnd(at);
        var line = layout.Text[layout.LineStart(at)..end];
        return reason.Length == 0 ? [] : [PartEdit.Replace(end, end, line.Contains(" # ", StringComparison.Ordinal) ? $"; {reason}" : $"  # {reason}")];
    }

    private IEnumerable<PartEdit> RemoveLines(int item, string reason)
    {
        var comment = reason.Length == 0 ? "" : $"{new string(' ', Column)}# {reason}{layout.LineEnd}";
        return HasOwnLine(item)
            ? [PartEdit.Replace(layout.LineStart(Dash(item)), layout.NextLine(End(item)), comment)]
            : [PartEdit.Replace(Dash(item), Dash(item + 1), ""), .. AtLineEnd(End(item + 1), reason)];
    }

    private int LineEnd(int at)
    {
        var next = layout.Text.IndexOf('\n', at);
        next = next < 0 ? layout.Text.Length : next;
        return next > at && layout.Text[next - 1] == '\r' ? next - 1 : next;
    }
}
