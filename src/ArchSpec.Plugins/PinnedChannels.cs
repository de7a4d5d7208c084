using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>The channels of layers whose output's channels are no longer their inputs'.</summary>
public static class PinnedChannels
{
    /// <summary>All inputs' channels stay, and with them all of the output's, which count as the first of these.</summary>
    /// <param name="output">The output's shape.</param>
    /// <param name="context">What the layer is told of its inputs' channels.</param>
    /// <param name="reason">Why, for a person to read: <c>it sorts the channels</c>.</param>
    public static ImmutableArray<int> All(Shape output, IChannelContext context, string reason)
    {
        foreach (var input in context.Inputs)
        {
            context.Pin(input, reason);
        }

        return [.. Enumerable.Repeat(context.Inputs[0][0], output.RequireChannels())];
    }
}
