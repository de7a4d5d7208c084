using System.Globalization;

namespace ArchSpec.Convolutions;

/// <summary>A height and a width.</summary>
internal readonly record struct Extent(int Height, int Width)
{
    public long[] Both => [Height, Width];

    public override string ToString() => $"{Height}x{Width}";

    /// <summary>Reads <c>3x5</c>, and <c>3</c> for both.</summary>
    public static Extent Parse(string text)
    {
        var sides = text.Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture)).ToList();
        return new(sides[0], sides[^1]);
    }
}
