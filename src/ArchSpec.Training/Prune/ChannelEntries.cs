using System.Globalization;

namespace ArchSpec.Training.Prune;

/// <summary>
/// The entries that channels have along a weight's axis: mostly one each, and several in a row where each channel of the input
/// becomes several (<c>depth_multiplier</c>) before the weight meets them.
/// </summary>
internal static class ChannelEntries
{
    /// <summary>How many entries each channel has.</summary>
    /// <exception cref="InvalidOperationException">The axis is no multiple of the channels.</exception>
    public static long OfEach(long axis, long channels) => axis % channels == 0
        ? axis / channels
        : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"an axis of {axis} entries cannot belong to {channels} channels"));

    /// <summary>The places of the entries of some channels.</summary>
    public static long[] At(IEnumerable<long> channels, long entries) =>
        [.. channels.SelectMany(channel => Enumerable.Range(0, (int)entries).Select(entry => (channel * entries) + entry))];
}
