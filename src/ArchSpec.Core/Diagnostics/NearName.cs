namespace ArchSpec.Diagnostics;

/// <summary>Finds the known name that a person probably meant.</summary>
public static class NearName
{
    // The comparison takes time and memory with the square of the length, and nobody mistypes a longer name.
    private const int MaxLength = 64;

    /// <summary>"; did you mean 'X'?" for the known name nearest to <paramref name="name"/>, or nothing where none is near.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var near = Find(name, known);
        return near is null ? "" : $"; did you mean '{near}'?";
    }

    /// <summary>
    /// The nearest known name, or null. One edit is near to a name of up to 3 letters, 2 edits or a third of its length to a
    /// longer one; a name that shares no letter with its neighbour is not near to it.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        var folded = Fold(name);
        var limit = Math.Min(folded.Length <= 3 ? 1 : Math.Max(2, folded.Length / 3), folded.Length - 1);
        return name.Length > MaxLength ? null : known
            .Where(candidate => Math.Abs(Fold(candidate).Length - folded.Length) <= limit)
            .Select(candidate => (candidate, distance: Distance(folded, Fold(candidate))))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // "max_pool2d", "MaxPool2d" and "maxpool2d" are equally near to "MaxPooling2D".
    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Optimal string alignment distance: Levenshtein's with neighbouring letters that changed places counted as one edit.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                d[i, j] = Step(a, b, d, i, j);
            }
        }

        return d[a.Length, b.Length];
    }

    private static int Step(string a, string b, int[,] d, int i, int j)
    {
        if (i == 0 || j == 0)
        {
            return i + j;
        }

        var best = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(best, d[i - 2, j - 2] + 1) : best;
    }
}
