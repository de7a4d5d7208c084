namespace ArchSpec.Training.Data;

/// <summary>How counts and names read in a message.</summary>
internal static class Words
{
    private const int Most = 10;

    /// <summary>'a', 'b' and 3 more.</summary>
    internal static string List(IReadOnlyCollection<string> names)
    {
        var quoted = names.Take(Most).Select(name => $"'{name}'").ToList();
        if (names.Count > Most)
        {
            quoted.Add($"{names.Count - Most} more");
        }

        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    /// <summary>The word for as many as there are: 1 image, 2 images.</summary>
    internal static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
