using SkiaSharp;

namespace ArchSpec.Training.Pictures;

/// <summary>
/// Colours for values from 0 to 1 that get lighter all the way, from black over purple and orange to a pale yellow, after the colour map
/// "inferno" of S. van der Walt and N. Smith (CC0).
/// </summary>
internal static class HeatColours
{
    private static readonly uint[] Stops =
        [0x000000, 0x170B3A, 0x420A68, 0x6A176E, 0x932667, 0xBC3754, 0xDD513A, 0xF37819, 0xFCA50A, 0xF6D746, 0xFCFFA4];

    private static readonly SKColor[] Table = [.. Enumerable.Range(0, 256).Select(level => Between(level / 255f))];

    /// <summary>The colour of a value; 0 is black.</summary>
    public static SKColor Of(float share) => Table[(int)(Math.Clamp(share, 0, 1) * 255)];

    private static SKColor Between(float share)
    {
        var place = share * (Stops.Length - 1);
        var stop = Math.Min((int)place, Stops.Length - 2);
        var (low, high, part) = (new SKColor(Stops[stop]), new SKColor(Stops[stop + 1]), place - stop);
        return new SKColor(Mix(low.Red, high.Red), Mix(low.Green, high.Green), Mix(low.Blue, high.Blue));

        byte Mix(byte from, byte to) => (byte)MathF.Round(from + ((to - from) * part));
    }
}
