using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.Training.Prune;

/// <summary>A layer that makes its own channels.</summary>
/// <param name="Path">The layer's path.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Count">The argument that says how many channels it makes.</param>
/// <param name="Identities">The identity of each of them.</param>
internal sealed record ChannelSource(string Path, LayerInstance Layer, Argument<int> Count, ImmutableArray<int> Identities);

/// <summary>A number in a layer's arguments that counts channels, and becomes smaller with them.</summary>
/// <param name="Path">The layer's path.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Argument">The argument.</param>
/// <param name="Element">Which item of a list the number is, from 0; null for a plain number.</param>
/// <param name="Identities">One for each unit that it counts.</param>
internal sealed record ChannelCount(string Path, LayerInstance Layer, Argument Argument, int? Element, ImmutableArray<int> Identities);

/// <summary>Where a layer mixes the channels of an input.</summary>
/// <param name="Step">The layer's step.</param>
/// <param name="Source">The step whose output it takes.</param>
internal sealed record MixingEdge(FlatStep Step, int Source);

/// <summary>
/// Where every channel of a network comes from: positions of tensors with one identity, after union-find over the graph, are
/// kept or removed together.
/// </summary>
internal sealed class ChannelMap
{
    private readonly UnionFind _sets;
    private readonly Dictionary<int, string> _pins;

    private ChannelMap(FlatGraph graph, ChannelCollector collected)
    {
        Graph = graph;
        _sets = collected.Sets;
        _pins = collected.Pins.GroupBy(pin => _sets.Find(pin.Identity)).ToDictionary(group => group.Key, group => group.First().Reason);
        Sources = collected.Sources;
        Counts = collected.Counts;
        Warnings = collected.Warnings;
        Edges = collected.Edges;
        Channels = [.. collected.Outputs.Select(identities => identities.Select(_sets.Find).ToImmutableArray())];
    }

    public FlatGraph Graph { get; }

    /// <summary>The layers that make channels, each once.</summary>
    public IReadOnlyList<ChannelSource> Sources { get; }

    /// <summary>Every number that counts channels, each once.</summary>
    public IReadOnlyList<ChannelCount> Counts { get; }

    /// <summary>What the person who prunes should know, such as layers that do not say where their channels come from.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Every place where channels are mixed.</summary>
    public IReadOnlyList<MixingEdge> Edges { get; }

    /// <summary>For each step, the class of each position of its output's last axis.</summary>
    public ImmutableArray<ImmutableArray<int>> Channels { get; }

    /// <summary>Maps a network.</summary>
    /// <exception cref="PruneException">A layer says of its channels what cannot be.</exception>
    public static ChannelMap Of(FlatGraph graph)
    {
        var collected = new ChannelCollector(graph);
        collected.Collect();
        return new ChannelMap(graph, collected);
    }

    /// <summary>The class of an identity.</summary>
    public int ClassOf(int identity) => _sets.Find(identity);

    /// <summary>Why a class must stay, or null.</summary>
    public string? PinOf(int channelClass) => _pins.GetValueOrDefault(channelClass);

    /// <summary>Says that a class must stay.</summary>
    public void Pin(int channelClass, string reason) => _pins.TryAdd(channelClass, reason);
}
