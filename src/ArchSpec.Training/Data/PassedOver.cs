using System.Globalization;

namespace ArchSpec.Training.Data;

/// <summary>Files of one ending in class folders that are no pictures by their name.</summary>
/// <param name="Ending">In lower case with its dot, such as <c>.heic</c>; null for names without one.</param>
/// <param name="Files">How many.</param>
public sealed record PassedOver(string? Ending, int Files)
{
    private const int Most = 10;

    /// <summary><c>8 files are passed over: .heic 3, .tif 2, none 3</c>; null where there are none.</summary>
    /// <param name="files">Files by ending.</param>
    public static string? Line(IReadOnlyList<PassedOver> files)
    {
        if (files.Count == 0)
        {
            return null;
        }

        var sum = files.Sum(each => each.Files);
        var shown = files.Take(Most).Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Ending ?? "none"} {each.Files:N0}"));
        var rest = files.Skip(Most).Sum(each => each.Files);
        var parts = rest == 0 ? shown : shown.Append(string.Create(CultureInfo.InvariantCulture, $"others {rest:N0}"));
        return string.Create(CultureInfo.InvariantCulture, $"{sum:N0} {(sum == 1 ? "file is" : "files are")} passed over: {string.Join(", ", parts)}");
    }

    /// <summary>Files by ending, the most first, those without one last.</summary>
    internal static IReadOnlyList<PassedOver> Of(IEnumerable<string> names) =>
        [.. names.GroupBy(Path.GetExtension, (ending, files) => new PassedOver(string.IsNullOrEmpty(ending) ? null : ending, files.Count()), StringComparer.OrdinalIgnoreCase)
            .Select(each => each with { Ending = each.Ending?.ToLowerInvariant() })
            .OrderBy(each => each.Ending is null).ThenByDescending(each => each.Files).ThenBy(each => each.Ending, StringComparer.Ordinal)];
}
