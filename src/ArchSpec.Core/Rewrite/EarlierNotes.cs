using System.Globalization;
using System.Text.RegularExpressions;

namespace ArchSpec.Rewrite;

/// <summary>
/// Comments that an earlier round of pruning has left: <c># was 64: …</c>. A number that changes again keeps what it was at first, and adds the
/// reasons up.
/// </summary>
internal static partial class EarlierNotes
{
    /// <summary>A comment with further reasons, each together with the one for the same numbers where there is one.</summary>
    public static string With(string comment, IReadOnlyList<string> reasons)
    {
        var parts = comment.Split("; ").ToList();
        foreach (var reason in reasons)
        {
            var place = parts.FindIndex(part => IsEarlier(part, reason));
            if (place < 0)
            {
                parts.Add(reason);
            }
            else
            {
                parts[place] = Merged(parts[place], reason);
            }
        }

        return string.Join("; ", parts);
    }

    // Numbers only become smaller, which tells most other numbers of the line.
    private static bool IsEarlier(string part, string reason)
    {
        var (old, now) = (Note().Match(part), Note().Match(reason));
        if (!old.Success || !now.Success)
        {
            return false;
        }

        // Of a row some numbers may change again, by themselves.
        var (first, last) = (Numbers(old), Numbers(now));
        return first.Length > last.Length
            ? old.Groups["name"].Length == 0
            : first.Length == last.Length && old.Groups["name"].Value == now.Groups["name"].Value && first.Zip(last).All(pair => pair.First >= pair.Second);
    }

    private static string Merged(string part, string reason)
    {
        var before = part[..EndOf(part)];
        var why = Reasons.Sum([WhyOf(part), WhyOf(reason)]);
        return why.Length == 0 ? before : $"{before}: {why}";
    }

    private static string WhyOf(string part) => part[EndOf(part)..].TrimStart(':', ' ');

    private static int EndOf(string part) => Note().Match(part) is var note ? note.Index + note.Length : 0;

    private static int[] Numbers(Match note) =>
        [.. note.Groups["was"].Value.Split(',', StringSplitOptions.TrimEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"^(?:#\s*)?(?<name>[^ ]* )?was (?<was>\d{1,9}(?:, *\d{1,9})*)(?=:|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Note();
}
