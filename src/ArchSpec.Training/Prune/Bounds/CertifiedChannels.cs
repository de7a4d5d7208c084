using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Prune.Bounds;

/// <summary>Channels of which the weights show that they are 0 at every layer that takes them, for any image.</summary>
internal static class CertifiedChannels
{
    /// <summary>The classes.</summary>
    public static IReadOnlySet<int> Of(CompiledNetwork network, ChannelMap map)
    {
        var bounds = NetworkBounds.Of(network);
        var alive = new HashSet<int>();
        var dead = new HashSet<int>();
        foreach (var source in map.Edges.Select(edge => edge.Source).Distinct())
        {
            foreach (var (place, name) in map.Channels[source].Index())
            {
                (bounds[source].Low[place] == 0 && bounds[source].High[place] == 0 ? dead : alive).Add(name);
            }
        }

        dead.ExceptWith(alive);
        return dead;
    }
}
