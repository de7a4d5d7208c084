namespace ArchSpec.Training.Pictures;

/// <summary>One layer's feature maps of one image.</summary>
/// <param name="Layer">Whose they are.</param>
/// <param name="Sparsity">For each channel, the share of its values that are 0.</param>
/// <param name="Shown">Which channels <paramref name="Maps"/> are of.</param>
/// <param name="Maps">H × W values of each.</param>
public sealed record LayerMaps(FeatureLayer Layer, IReadOnlyList<double> Sparsity, IReadOnlyList<int> Shown, IReadOnlyList<float[]> Maps)
{
    /// <summary>For each channel, whether it is 0 everywhere.</summary>
    public IReadOnlyList<bool> Silent { get; } = [.. Sparsity.Select(sparsity => sparsity == 1)];

    /// <summary>How many channels are 0 everywhere.</summary>
    public int SilentCount => Silent.Count(silent => silent);
}
