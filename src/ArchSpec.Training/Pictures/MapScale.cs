namespace ArchSpec.Training.Pictures;

/// <summary>Which values of feature maps are black and which are brightest.</summary>
/// <param name="Low">0, or the lowest value where it is below 0.</param>
/// <param name="High">The highest value; 0 where there is none above it.</param>
internal readonly record struct MapScale(float Low, float High)
{
    /// <summary>The scale of some maps, which are then bright where their values are high among all of them.</summary>
    public static MapScale Of(params IReadOnlyList<float[]> maps)
    {
        var (low, high) = (0f, 0f);
        foreach (var value in maps.SelectMany(map => map).Where(float.IsFinite))
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }

        return new MapScale(low, high);
    }

    /// <summary>Where a value lies, from 0 to 1; what is no number is black, as are maps of zeros alone.</summary>
    public float Place(float value) => float.IsFinite(value) && High > Low ? (value - Low) / (High - Low) : 0;
}
