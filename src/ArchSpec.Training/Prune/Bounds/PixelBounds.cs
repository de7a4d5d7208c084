using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Training.Prune.Bounds;

/// <summary>Between which numbers the pixels of any picture lie.</summary>
internal static class PixelBounds
{
    private const double White = 255;

    // A product and a sum in float32, each wrong by at most 2^-24 of itself.
    private const double Rounding = 1.0 / (1 << 20);

    /// <summary>The bounds of each channel, in the order in which the network gets them.</summary>
    public static ChannelBounds Of(PixelRange range, int channels)
    {
        var shades = Enumerable.Range(0, channels).Select(channel => (Black: range.Of(channel, 0), White: range.Of(channel, White))).ToList();
        return new ChannelBounds(
            [.. shades.Select(ends => ends.Black == 0 ? 0 : ends.Black - Slack(ends))], // black times a number is exactly 0
            [.. shades.Select(ends => ends.White + Slack(ends))]);
    }

    private static double Slack((double Black, double White) ends) => Rounding * (Math.Abs(ends.White - ends.Black) + Math.Abs(ends.Black));
}
