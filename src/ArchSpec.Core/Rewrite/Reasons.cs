using System.Globalization;

namespace ArchSpec.Rewrite;

/// <summary>Reasons of several numbers as one: <c>3 never fired</c> and <c>4 never fired</c> are <c>7 never fired</c>.</summary>
internal static class Reasons
{
    private const string Certified = " certified)";

    /// <summary>The sum; other reasons stand one behind the other, each once.</summary>
    public static string Sum(IEnumerable<string> reasons)
    {
        var (order, counts, certified) = (new List<string>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var reason in reasons.SelectMany(reason => reason.Split(", ", StringSplitOptions.RemoveEmptyEntries)))
        {
            var (count, whole) = Parse(reason);
            var (text, sure) = Sure(whole);
            certified[text] = certified.GetValueOrDefault(text) + sure;
            if (!counts.TryAdd(text, count))
            {
                counts[text] += count;
            }
            else
            {
                order.Add(text);
            }
        }

        return string.Join(", ", order.Select(text => 
            (counts[text] == 0 ? text : $"{counts[text].ToString(CultureInfo.InvariantCulture)} {text}") + (certified[text] == 0 ? "" : $" ({certified[text].ToString(CultureInfo.InvariantCulture)}{Certified}")));
    }

    // "never fired (3 certified)" is a part of "never fired".
    private static (string Text, int Certified) Sure(string text)
    {
        var start = text.LastIndexOf(" (", StringComparison.Ordinal);
        return start > 0 && text.EndsWith(Certified, StringComparison.Ordinal) && int.TryParse(text.AsSpan(start + 2, text.Length - Certified.Length - start - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (text[..start], count)
            : (text, 0);
    }

    private static (int Count, string Text) Parse(string reason)
    {
        var blank = reason.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(reason.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? (count, reason[(blank + 1)..])
            : (0, reason);
    }
}
