using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Rewrite;

namespace ArchSpec.Training.Prune;

/// <summary>Pins what the spec cannot say.</summary>
internal static class WrittenCounts
{
    /// <summary>Pins the channels of layers whose number cannot be rewritten.</summary>
    /// <param name="map">The channels.</param>
    /// <param name="network">The spec's network.</param>
    public static void PinTheRest(ChannelMap map, Network network)
    {
        foreach (var count in map.Counts)
        {
            if (SpecRewriter.Obstacle(network, count.Layer, count.Argument, count.Element) is { } reason)
            {
                PinAll(map, count.Identities, reason);
            }
        }

        foreach (var (model, step) in map.Graph.DeclaredInputs)
        {
            PinAll(map, map.Channels[step], $"the spec declares with how many channels '{model}' takes its input");
        }
    }

    private static void PinAll(ChannelMap map, ImmutableArray<int> identities, string reason)
    {
        foreach (var identity in identities)
        {
            map.Pin(map.ClassOf(identity), reason);
        }
    }
}
