using System.Globalization;
using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Data;

/// <summary>How bad images read in a message.</summary>
public static class BadImageList
{
    private const int Most = 20;

    /// <summary>A line for each, <c>path: reason</c>, of at most 20; a last line counts the others.</summary>
    public static string Of(IReadOnlyCollection<BadImage> bad) => string.Join('\n', Lines(bad));

    /// <summary>The same, line by line.</summary>
    public static IEnumerable<string> Lines(IReadOnlyCollection<BadImage> bad)
    {
        var lines = bad.Take(Most).Select(image => $"  {Printable.Name($"{image.Path}: {image.Reason}")}");
        return bad.Count > Most ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"  and {bad.Count - Most} more")) : lines;
    }
}
