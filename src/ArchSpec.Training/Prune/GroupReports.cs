using System.Globalization;

namespace ArchSpec.Training.Prune;

/// <summary>Which channels of a plan go or stay together.</summary>
internal static class GroupReports
{
    /// <summary>Every class of two channels or more that was considered.</summary>
    public static IEnumerable<GroupReport> Of(PrunePlan plan) => plan.Layers
        .SelectMany(layer => layer.Removed.Concat(layer.Refused).Select(verdict => (layer, verdict)))
        .GroupBy(pair => pair.verdict.Class)
        .Where(group => group.Skip(1).Any())
        .Select(group => new GroupReport(
            [.. group.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.layer.Source.Path}[{pair.verdict.Channel}]"))],
            plan.RemovedClasses.Contains(group.Key),
            group.First().verdict.Reason));
}
