using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ArchSpec.Summary;

/// <summary>Picks the rows of a summary that a range of layer names asks for, as Keras's <c>layer_range</c>.</summary>
internal static class RowRange
{
    // The expressions come from a person; one that never ends must not hang the program.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The rows between the two ends, both included.</summary>
    /// <exception cref="SummaryException">No layer has such a name, or a name is no regular expression.</exception>
    public static ImmutableArray<SummaryRow> Of(ImmutableArray<SummaryRow> rows, LayerRange? range)
    {
        if (range is null)
        {
            return rows;
        }

        var (from, to) = (Matches(rows, range.From), Matches(rows, range.To));
        if (from.Count == 0 || to.Count == 0)
        {
            throw SummaryException.NoSuchLayers(range);
        }

        return from[0] > to[^1] ? rows[to[0]..(from[^1] + 1)] : rows[from[0]..(to[^1] + 1)];
    }

    private static List<int> Matches(ImmutableArray<SummaryRow> rows, string pattern)
    {
        try
        {
            var start = new Regex($@"\A(?:{pattern})", RegexOptions.None, Patience);
            return [.. Enumerable.Range(0, rows.Length).Where(index => start.IsMatch(rows[index].Name))];
        }
        catch (RegexParseException error)
        {
            throw SummaryException.BadPattern(pattern, error.Message);
        }
        catch (RegexMatchTimeoutException)
        {
            throw SummaryException.BadPattern(pattern, "it takes too long");
        }
    }
}
