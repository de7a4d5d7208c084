using Microsoft.Build.Framework;

namespace ArchSpec.MSBuild;

/// <summary>A spec of the project, as its item says.</summary>
/// <param name="FullPath">The file, absolute.</param>
/// <param name="ClassName">The name of its class that the project asks for, or null.</param>
/// <param name="Generates">Whether it gets a class at all; <c>Generate="false"</c> has it checked alone.</param>
internal sealed record SpecItem(string FullPath, string? ClassName, bool Generates)
{
    /// <summary>
    /// The specs of some items, by path. A file that is there twice, as with the default item and the project's own, is one; what its
    /// last item says counts.
    /// </summary>
    public static IReadOnlyList<SpecItem> Of(IEnumerable<ITaskItem> items) =>
    [
        .. items.Select(Of).GroupBy(item => item.FullPath, StringComparer.Ordinal).Select(Merge).OrderBy(item => item.FullPath, StringComparer.Ordinal),
    ];

    private static SpecItem Of(ITaskItem item) => new(
        Path.GetFullPath(item.GetMetadata("FullPath")),
        item.GetMetadata("ClassName") is { Length: > 0 } name ? name.Trim() : null,
        !string.Equals(item.GetMetadata("Generate").Trim(), "false", StringComparison.OrdinalIgnoreCase));

    private static SpecItem Merge(IEnumerable<SpecItem> same) =>
        same.Aggregate((one, other) => other with { ClassName = other.ClassName ?? one.ClassName, Generates = one.Generates && other.Generates });
}
