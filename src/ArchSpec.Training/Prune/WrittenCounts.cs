using System.Collections.Immutable;
using ArchSpec.Diagnostics;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Pins what the spec cannot say: a channel can go only where the number of channels stands in the spec, for this layer alone.
/// </summary>
internal static class WrittenCounts
{
    /// <summary>Pins the channels of layers whose number cannot be rewritten.</summary>
    /// <param name="map">The channels.</param>
    /// <param name="editable">The texts of the files that may be rewritten, by the names that spans have.</param>
    public static void PinTheRest(ChannelMap map, IReadOnlyDictionary<string, string> editable)
    {
        var users = map.Graph.Steps.Select(step => step.Layer).Distinct().SelectMany(layer => layer.Arguments.Numbers).CountBy(span => span).ToDictionary();
        foreach (var source in map.Counts)
        {
            if (Obstacle(source, users, editable) is { } reason)
            {
                PinAll(map, source.Identities, reason);
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

    private static string? Obstacle(ChannelCount count, Dictionary<SourceSpan, int> users, IReadOnlyDictionary<string, string> editable) => count.Element is null
        ? Obstacle(count.Layer.Arguments.OriginOf(count.Argument), users, editable)
        : "the last size of target_shape is a number, which -1 would let become smaller";

    private static string? Obstacle(SourceSpan? origin, Dictionary<SourceSpan, int> users, IReadOnlyDictionary<string, string> editable) => origin switch
    {
        null => "its number of channels is computed by an expression",
        { } span when !editable.ContainsKey(span.File) => $"its number of channels stands in {span.File}, which other specs may include",
        { } span when users[span] > 1 => $"the number at {span} is used {users[span]} times",
        { } span when editable[span.File][span.Start] == '&' => $"the number at {span} has an anchor, by which other parts of the spec may use it",
        _ => null,
    };
}
