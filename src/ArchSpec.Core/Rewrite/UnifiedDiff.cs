using System.Globalization;
using System.Text;

namespace ArchSpec.Rewrite;

/// <summary>
/// The difference of two texts as <c>diff -u</c> prints it, with three lines of context: the shortest one, as Myers finds it ("An O(ND)
/// Difference Algorithm and Its Variations", 1986).
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The difference; empty where there is none.</summary>
    /// <param name="oldText">The old text.</param>
    /// <param name="newText">The new text.</param>
    /// <param name="oldName">The old file's name, or <c>/dev/null</c>.</param>
    /// <param name="newName">The new file's name.</param>
    public static string Of(string oldText, string newText, string oldName, string newName)
    {
        var (a, b) = (Lines(oldText), Lines(newText));
        var hunks = Hunks([.. Steps(a, b)]);
        if (hunks.Count == 0)
        {
            return "";
        }

        var diff = new StringBuilder($"--- {oldName}\n+++ {newName}\n");
        hunks.ForEach(hunk => Write(diff, hunk));
        return diff.ToString();
    }

    /// <summary>The differences of several files, one behind the other; a name is the path of both.</summary>
    public static string Of(IEnumerable<(string OldName, string OldText, string NewName, string NewText)> files) =>
        string.Concat(files.Select(file => Of(file.OldText, file.NewText, file.OldName, file.NewName)));

    // With their line ends, so that a missing last one is a difference.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static IEnumerable<Step> Steps(List<string> a, List<string> b)
    {
        var (x, y) = (0, 0);
        foreach (var (old, now) in Common(a, b).Append((a.Count, b.Count)))
        {
            for (; x < old; x++)
            {
                yield return new Step('-', a[x], x, y);
            }

            for (; y < now; y++)
            {
                yield return new Step('+', b[y], x, y);
            }

            if (x < a.Count)
            {
                yield return new Step(' ', a[x], x++, y++);
            }
        }
    }

    // The pairs of equal lines of a longest common subsequence, by Myers's greedy search for the furthest reaching paths.
    private static List<(int Old, int New)> Common(List<string> a, List<string> b)
    {
        var trace = new List<int[]>();
        var reach = new int[(2 * (a.Count + b.Count)) + 3];
        var middle = a.Count + b.Count + 1;
        for (var edits = 0; ; edits++)
        {
            trace.Add([.. reach]);
            for (var diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                var isDown = diagonal == -edits || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]);
                var x = isDown ? reach[middle + diagonal + 1] : reach[middle + diagonal - 1] + 1;
                while (x < a.Count && x - diagonal < b.Count && a[x] == b[x - diagonal])
                {
                    x++;
                }

                reach[middle + diagonal] = x;
                if (x >= a.Count && x - diagonal >= b.Count)
                {
                    return Back(a.Count, b.Count, trace, middle);
                }
            }
        }
    }

    private static List<(int Old, int New)> Back(int x, int y, List<int[]> trace, int middle)
    {
        var common = new List<(int Old, int New)>();
        for (var edits = trace.Count - 1; x > 0 || y > 0; edits--)
        {
            var (reach, diagonal) = (trace[edits], x - y);
            var isDown = diagonal == -edits || (diagonal != edits && reach[middle + diagonal - 1] < reach[middle + diagonal + 1]);
            var before = edits == 0 ? 0 : isDown ? diagonal + 1 : diagonal - 1;
            var (fromX, fromY) = edits == 0 ? (0, 0) : (reach[middle + before], reach[middle + before] - before);
            while (x > fromX && y > fromY)
            {
                common.Add((--x, --y));
            }

            (x, y) = (fromX, fromY);
        }

        common.Reverse();
        return common;
    }

    private static List<List<Step>> Hunks(List<Step> steps)
    {
        var hunks = new List<List<Step>>();
        var end = -1;
        foreach (var at in Enumerable.Range(0, steps.Count).Where(at => steps[at].Sign != ' '))
        {
            var start = Math.Max(at - Context, end);
            if (hunks.Count == 0 || at - Context > end)
            {
                hunks.Add([]);
            }

            var stop = Math.Min(at + Context + 1, steps.Count);
            hunks[^1].AddRange(steps.Skip(Math.Max(start, 0)).Take(stop - Math.Max(start, 0)));
            end = stop;
        }

        return hunks;
    }

    private static void Write(StringBuilder diff, List<Step> hunk)
    {
        var (old, now) = (hunk.Count(step => step.Sign != '+'), hunk.Count(step => step.Sign != '-'));
        diff.Append(CultureInfo.InvariantCulture, $"@@ -{Range(hunk[0].Old, old)} +{Range(hunk[0].New, now)} @@\n");
        foreach (var step in hunk)
        {
            diff.Append(step.Sign).Append(step.Line).Append(step.Line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
        }
    }

    // As diff counts: an empty range is named by the line in front of it, and a range of one line has no length.
    private static string Range(int start, int count) => count switch { 0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"), 1 => string.Create(CultureInfo.InvariantCulture, $"{start + 1}"), _ => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{count}") };

    private sealed record Step(char Sign, string Line, int Old, int New);
}
