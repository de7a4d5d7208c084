using System.Globalization;

namespace ArchSpec.Rewrite;

/// <summary>Reasons of several numbers as one: <c>3 never fired</c> and <c>4 never fired</c> are <c>7 never fired</c>.</summary>
internal static class Reasons
{
    /// <summary>The sum; other reasons stand one behind the other, each once.</summary>
    public static string Sum(IEnumerable<string> reasons)
    {
        var (order, counts) = (new List<string>(), new Dictionary<string, int>());
        foreach (var reason in reasons.SelectMany(reason => reason.Split(", ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var (count, text) = Parse(reason);
            if (!counts.TryAdd(text, count))
            {
                counts[text] += count;
            }
            else
            {
                order.Add(text);
            }
        }

        return string.Join(", ", order.Select(text => counts[text] == 0 ? text : $"{counts[text].ToString(CultureInfo.InvariantCulture)} {text}"));
    }

    private static (int Count, string Text) Parse(string reason)
    {
        var blank = reason.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(reason.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (count, reason[(blank + 1)..])
            : (0, reason);
    }
}
