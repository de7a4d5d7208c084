using System.Globalization;
using ArchSpec.Training.Prune.Parts;

namespace ArchSpec.Training.Prune;

/// <summary>What a plan for whole parts says to people.</summary>
internal static class PartReports
{
    /// <summary>Each part that goes.</summary>
    public static IEnumerable<PartReport> Of(PartPlan plan) => plan.Cuts.Select(cut => new PartReport(
        cut.Join.Path, string.Create(CultureInfo.InvariantCulture, $"input {cut.Input + 1} {cut.Reason}"), [.. cut.Steps.Select(step => step.Path).Distinct()]));

    /// <summary>Each part that looked useless and stays.</summary>
    public static IEnumerable<PartRefusalReport> RefusedIn(PartPlan plan) => plan.Refused.Select(refusal => new PartRefusalReport(
        refusal.Join.Path, string.Create(CultureInfo.InvariantCulture, $"input {refusal.Input + 1} {refusal.Reason}")));

    /// <summary>The layers that make channels and go, by their paths, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> GoneIn(PartPlan plan)
    {
        var gone = plan.Layers;
        return plan.Map.Sources.Where(source => gone.Contains(source.Layer)).ToDictionary(
            source => source.Path,
            source => plan.Cuts.First(cut => cut.Steps.Any(step => step.Layer == source.Layer)) switch { var cut => $"goes with what it leads to at {cut.Join.Path}, which {cut.Reason}" });
    }
}
