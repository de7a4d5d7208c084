using System.Collections.ObjectModel;

namespace ArchSpec.Training.Prune;

/// <summary>What becomes of one channel that was considered.</summary>
/// <param name="Channel">Its place in the layer, from 0.</param>
/// <param name="Class">The class of channels that go or stay together.</param>
/// <param name="Reason">Why it goes or stays.</param>
internal sealed record ChannelVerdict(int Channel, int Class, string Reason)
{
    /// <summary>The kind of reason for which it goes; null where it stays.</summary>
    public PruneCause? Cause { get; init; }

    /// <summary>Whether the weights alone show that it cannot fire, on any image.</summary>
    public bool Certified { get; init; }
}

/// <summary>What becomes of the channels of one layer.</summary>
/// <param name="Source">The layer.</param>
/// <param name="Removed">The channels that go, in order.</param>
/// <param name="Refused">The channels that looked dead somewhere and stay.</param>
internal sealed record LayerPlan(ChannelSource Source, IReadOnlyList<ChannelVerdict> Removed, IReadOnlyList<ChannelVerdict> Refused)
{
    /// <summary>How many channels there were.</summary>
    public int Before => Source.Identities.Length;

    /// <summary>How many stay.</summary>
    public int After => Before - Removed.Count;

    /// <summary>The places of those that stay.</summary>
    public IEnumerable<int> Kept => Enumerable.Range(0, Before).Except(Removed.Select(verdict => verdict.Channel));
}

/// <summary>What becomes of a network's channels.</summary>
/// <param name="Map">The channels.</param>
/// <param name="RemovedClasses">The classes that go.</param>
/// <param name="Layers">Every layer that makes channels, in order.</param>
internal sealed record PrunePlan(ChannelMap Map, IReadOnlySet<int> RemovedClasses, IReadOnlyList<LayerPlan> Layers)
{
    /// <summary>Nothing goes.</summary>
    public static PrunePlan Nothing(ChannelMap map) => new(map, new HashSet<int>(), [.. map.Sources.Select(source => new LayerPlan(source, [], []))]);

    /// <summary>By step, the numbers that the places of its output that go are replaced by, where any is not 0.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> Constants { get; init; } = ReadOnlyDictionary<int, IReadOnlyList<double>>.Empty;

    /// <summary>What goes because it hardly matters, taken together with what went before; null where that was not asked.</summary>
    public JointLoss? Joint { get; init; }

    /// <summary>Whether any of a step's channels go.</summary>
    public bool Touches(int step) => Map.Channels[step].Any(RemovedClasses.Contains);

    /// <summary>The places of a step's channels that stay.</summary>
    public IReadOnlyList<long> KeptPositions(int step) =>
        [.. Map.Channels[step].Select((name, position) => (name, position)).Where(pair => !RemovedClasses.Contains(pair.name)).Select(pair => (long)pair.position)];
}
