using System.Collections.Immutable;

namespace ArchSpec.Layers;

/// <summary>Between which numbers the channels of a tensor lie, wherever in the tensor: one pair for each position of the last axis.</summary>
/// <param name="Low">The least value of each; −∞ where it is not known.</param>
/// <param name="High">The greatest value of each; ∞ where it is not known.</param>
public sealed record ChannelBounds(ImmutableArray<double> Low, ImmutableArray<double> High)
{
    /// <summary>How many channels there are.</summary>
    public int Count => Low.Length;

    /// <summary>The same bounds for every channel.</summary>
    public static ChannelBounds All(int channels, double low, double high) =>
        new([.. Enumerable.Repeat(low, channels)], [.. Enumerable.Repeat(high, channels)]);

    /// <summary>Nothing is known.</summary>
    public static ChannelBounds Unknown(int channels) => All(channels, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The largest magnitude that a channel may have.</summary>
    public double Magnitude(int channel) => Math.Max(Math.Abs(Low[channel]), Math.Abs(High[channel]));
}
