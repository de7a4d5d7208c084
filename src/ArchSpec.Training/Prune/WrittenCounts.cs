using System.Collections.Immutable;
using ArchSpec.Rewrite;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Pins what the spec cannot say: a channel can go only where every number that counts it can be rewritten.
/// </summary>
internal static class WrittenCounts
{
    /// <summary>Pins the channels of layers whose number cannot be rewritten.</summary>
    public static void PinTheRest(ChannelMap map)
    {
        foreach (var count in map.Counts)
        {
            if (SpecRewriter.Obstacle(count.Layer, count.Argument, count.Element) is { } reason)
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
