using System.Collections.Immutable;

namespace ArchSpec.Training.Prune;

/// <summary>One layer of the model as it was given, and what is left of it.</summary>
/// <param name="Layer">Its path in the model as it was given.</param>
/// <param name="Argument">The argument that counts its channels.</param>
/// <param name="Before">How many channels it had.</param>
/// <param name="Kept">The places, in the model as it was given, of those that it has.</param>
/// <param name="Removed">Those that went.</param>
/// <param name="Refused">Those that looked dead when it was measured last, and stay.</param>
/// <param name="Gone">Why the whole layer went, or null.</param>
internal sealed record LedgerRow(
    string Layer,
    string Argument,
    int Before,
    ImmutableArray<int> Kept,
    ImmutableArray<ChannelReport> Removed,
    ImmutableArray<ChannelReport> Refused,
    string? Gone = null)
{
    public LedgerRow After(LayerPlan plan) => this with
    {
        Kept = [.. plan.Kept.Select(place => Kept[place])],
        Removed = Removed.AddRange(plan.Removed.Select(Describe)),
        Refused = [.. plan.Refused.Select(Describe)],
    };

    private ChannelReport Describe(ChannelVerdict verdict) => ChannelReport.Of(verdict, Kept[verdict.Channel]);
}

/// <summary>
/// What became of the channels of the model as it was given, over any number of steps: names and places change with each step,
/// the order of the layers does not.
/// </summary>
internal sealed record ChannelLedger(ImmutableArray<LedgerRow> Rows)
{
    /// <summary>Nothing has been done yet.</summary>
    public static ChannelLedger Begin(ChannelMap map) => new(
    [
        .. map.Sources.Select(source => new LedgerRow(source.Path, source.Count.Name, source.Identities.Length, [.. Enumerable.Range(0, source.Identities.Length)], [], [])),
    ]);

    /// <summary>Channels have gone.</summary>
    public ChannelLedger After(PrunePlan plan)
    {
        var plans = new Queue<LayerPlan>(plan.Layers);
        return new ChannelLedger([.. Rows.Select(row => row.Gone is null ? row.After(plans.Dequeue()) : row)]);
    }

    /// <summary>Whole layers have gone.</summary>
    /// <param name="map">The channels before.</param>
    /// <param name="gone">The paths of the layers in the model before, each with the reason.</param>
    public ChannelLedger Without(ChannelMap map, IReadOnlyDictionary<string, string> gone)
    {
        var sources = new Queue<ChannelSource>(map.Sources);
        return new ChannelLedger([.. Rows.Select(row => row.Gone is null && gone.TryGetValue(sources.Dequeue().Path, out var reason)
            ? row with { Kept = [], Refused = [], Gone = reason }
            : row)]);
    }

    /// <summary>For the report.</summary>
    public IReadOnlyList<LayerReport> Report() =>
        [.. Rows.Select(row => new LayerReport(row.Layer, row.Argument, row.Before, row.Kept.Length, row.Kept, row.Removed, row.Refused, row.Gone))];
}
