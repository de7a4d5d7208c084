namespace ArchSpec.Training.Runs;

/// <summary>What of a run could not be written, in words.</summary>
internal static class Unwritten
{
    /// <summary>Several reasons as one; null where there are none.</summary>
    public static string? Of(params IEnumerable<string?> reasons) =>
        reasons.OfType<string>().Distinct().ToList() is { Count: > 0 } said ? string.Join("; ", said) : null;

    /// <summary>The files that a run has at its end, and this one has not: the disk was full, or somebody removed them.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="files">What it should have.</param>
    public static string? Missing(RunFolder folder, params IEnumerable<string> files) =>
        files.Where(file => !File.Exists(file)).Select(file => Path.GetRelativePath(folder.Path, file)).ToList() is { Count: > 0 } missing
            ? $"{string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing"
            : null;
}
