using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Pins what the spec cannot say: a channel can go only where the number of channels stands in the spec, for this layer alone.
/// </summary>
internal static class WrittenCounts
{
    /// <summary>Pins the channels of layers whose number cannot be rewritten.</summary>
    /// <param name="map">The channels.</param>
    /// <param name="editable">The files that may be rewritten, as spans name them.</param>
    public static void PinTheRest(ChannelMap map, IReadOnlySet<string> editable)
    {
        var users = map.Sources.Select(source => source.Layer.Arguments.OriginOf(source.Count)).OfType<SourceSpan>().CountBy(span => span).ToDictionary();
        foreach (var source in map.Sources)
        {
            if (Obstacle(source.Layer.Arguments.OriginOf(source.Count), users, editable) is { } reason)
            {
                foreach (var identity in source.Identities)
                {
                    map.Pin(map.ClassOf(identity), reason);
                }
            }
        }
    }

    private static string? Obstacle(SourceSpan? origin, Dictionary<SourceSpan, int> users, IReadOnlySet<string> editable) => origin switch
    {
        null => "its number of channels is computed by an expression",
        { } span when !editable.Contains(span.File) => $"its number of channels stands in {span.File}, which other specs may include",
        { } span when users[span] > 1 => $"the number at {span} is used by {users[span]} layers",
        _ => null,
    };
}
