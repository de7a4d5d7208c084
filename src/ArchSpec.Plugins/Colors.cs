using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>Images of red, green and blue.</summary>
internal static class Colors
{
    /// <summary>The shape of an image that has these three channels.</summary>
    /// <exception cref="LayerException">It has others.</exception>
    public static Shape RequireColors(this LayerCall call) => call.RequireImage()[2] == 3
        ? call.Input
        : throw new LayerException($"the input must be H × W × 3, red, green and blue, received {call.Input}");

    /// <summary>The same, or an image of one channel, which is grey.</summary>
    /// <exception cref="LayerException">It has others.</exception>
    public static Shape RequireColorsOrGrey(this LayerCall call) => call.RequireImage()[2] is 1 or 3
        ? call.Input
        : throw new LayerException($"the input must be H × W × 3, red, green and blue, or H × W × 1, received {call.Input}");
}
