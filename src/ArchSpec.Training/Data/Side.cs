namespace ArchSpec.Training.Data;

/// <summary>A side of a data set.</summary>
internal enum Side
{
    Train,
    Validation,
    Test,
}

/// <summary>How the name of a folder says a side: <c>seg_train</c> says train in the frame <c>seg_*</c>.</summary>
/// <param name="Side">The side.</param>
/// <param name="Frame">What stands around the word, in lower case, with <c>_</c> for every sign between words.</param>
internal sealed record SideName(Side Side, string Frame)
{
    /// <summary>The names that need no other folder beside them to be a side's.</summary>
    internal static IReadOnlyList<string> Plain { get; } = ["train", "validation", "val", "test"];

    private static readonly (string Word, Side Side)[] Known =
    [
        ("train", Side.Train), ("training", Side.Train),
        ("validation", Side.Validation), ("valid", Side.Validation), ("val", Side.Validation), ("dev", Side.Validation),
        ("test", Side.Test), ("testing", Side.Test),
    ];

    internal static bool IsPlain(string folder) => Plain.Contains(folder, StringComparer.OrdinalIgnoreCase);

    /// <summary>The side of a name that is one of the words and nothing else; null for any other.</summary>
    internal static Side? OfWhole(string folder) => Readings(folder).FirstOrDefault(reading => reading.Frame == "*")?.Side;

    /// <summary>Every way to read a name: a word may stand in several places, and <c>training</c> also says <c>train</c>.</summary>
    internal static IEnumerable<SideName> Readings(string folder)
    {
        var name = string.Concat(folder.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
        foreach (var (word, side) in Known)
        {
            for (var at = name.IndexOf(word, StringComparison.Ordinal); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.Ordinal))
            {
                yield return new SideName(side, $"{name[..at]}*{name[(at + word.Length)..]}");
            }
        }
    }
}
