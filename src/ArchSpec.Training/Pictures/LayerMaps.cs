namespace ArchSpec.Training.Pictures;

/// <summary>One layer's feature maps of one image.</summary>
/// <param name="Layer">Whose they are.</param>
/// <param name="Silent">For each channel, whether it is 0 everywhere.</param>
/// <param name="Shown">Which channels <paramref name="Maps"/> are of.</param>
/// <param name="Maps">H × W values of each.</param>
public sealed record LayerMaps(FeatureLayer Layer, IReadOnlyList<bool> Silent, IReadOnlyList<int> Shown, IReadOnlyList<float[]> Maps)
{
    /// <summary>How many channels are 0 everywhere.</summary>
    public int SilentCount => Silent.Count(silent => silent);
}
