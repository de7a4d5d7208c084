namespace ArchSpec.Training.Prune;

/// <summary>What may be removed.</summary>
public enum PruneMode
{
    /// <summary>Channels that were 0 on every image, everywhere they are consumed: nothing changes on this data.</summary>
    Lossless,

    /// <summary>Also channels that are nearly always 0, unless a class of images needs them.</summary>
    Safe,
}

/// <summary>The limits of <see cref="PruneMode.Safe"/>.</summary>
/// <param name="Apoz">The least share of zeros at every consumer.</param>
/// <param name="LabelShare">A channel that fires on this share of any label's images stays.</param>
/// <param name="EnergyShare">A channel that carries more than this share of a consumer's energy stays.</param>
public sealed record SafeLimits(double Apoz = 0.99, double LabelShare = 0.05, double EnergyShare = 0.001);
