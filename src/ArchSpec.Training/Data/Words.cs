using System.Globalization;
using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Data;

/// <summary>How counts and names read in a message.</summary>
internal static class Words
{
    private const int Most = 10;

    /// <summary>'a', 'b' and 3 more.</summary>
    internal static string List(IReadOnlyCollection<string> names)
    {
        var quoted = names.Take(Most).Select(name => $"'{Printable.Name(name)}'").ToList();
        if (names.Count > Most)
        {
            quoted.Add(string.Create(CultureInfo.InvariantCulture, $"{names.Count - Most} more"));
        }

        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted[..^1])} and {quoted[^1]}";
    }

    /// <summary>The word for as many as there are: 1 image, 2 images.</summary>
    internal static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>1.5 GB, 12 MB, 300 bytes.</summary>
    internal static string Bytes(long bytes) => Math.Abs(bytes) switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
