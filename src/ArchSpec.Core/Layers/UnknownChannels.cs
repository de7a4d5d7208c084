using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>The channels of a layer that does not say where they come from.</summary>
internal static class UnknownChannels
{
    /// <summary>All inputs' channels stay, and with them all of the output's, which count as the first of these.</summary>
    public static ImmutableArray<int> Of(ILayer layer, LayerCall call, IChannelContext context)
    {
        context.Warn($"{layer.Type} does not say where its channels come from: all channels that reach it stay");
        foreach (var input in context.Inputs)
        {
            context.Pin(input, $"{layer.Type} does not say where its channels come from");
        }

        return [.. Enumerable.Repeat(context.Inputs[0][0], layer.InferShape(call).RequireChannels())];
    }
}
