using ArchSpec.Training.Prune;

namespace ArchSpec.Training.Tests.Prune.Budget;

/// <summary>Plans that a test makes by itself.</summary>
internal static class Plans
{
    /// <summary>The plan by which some classes go.</summary>
    public static PrunePlan Of(ChannelMap map, IReadOnlySet<int> removed) => new(map, removed, [.. map.Sources.Select(source => new LayerPlan(
        source,
        [.. source.Identities.Index().Where(pair => removed.Contains(map.ClassOf(pair.Item))).Select(pair => new ChannelVerdict(pair.Index, map.ClassOf(pair.Item), "never"))],
        []))]);
}
