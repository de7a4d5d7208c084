namespace ArchSpec.Training.Prune;

/// <summary>What may be removed.</summary>
public enum PruneMode
{
    /// <summary>Channels that were 0 on every image, everywhere they are consumed: nothing changes on this data.</summary>
    Lossless,

    /// <summary>Also channels that are nearly always 0, unless a class of images needs them.</summary>
    Safe,

    /// <summary>The channels that carry least for what they cost, until a target is reached.</summary>
    Budget,
}

/// <summary>The limits of <see cref="PruneMode.Safe"/>.</summary>
/// <param name="Apoz">The least share of zeros at every consumer.</param>
/// <param name="LabelShare">A channel that fires on this share of any label's images stays.</param>
/// <param name="EnergyShare">A channel that carries more than this share of a consumer's energy stays.</param>
public sealed record SafeLimits(double Apoz = 0.99, double LabelShare = 0.05, double EnergyShare = 0.001);

/// <summary>What a model costs.</summary>
public enum CostKind
{
    /// <summary>All weights, in number of values.</summary>
    Parameters,

    /// <summary>Floating-point operations of one image's forward pass.</summary>
    Flops,

    /// <summary>Milliseconds of one batch's forward pass, measured.</summary>
    Latency,

    /// <summary>The mean of the shares of parameters and of FLOPs that are left, from 1 down.</summary>
    Size,
}

/// <summary>How small a model shall become.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Value">The most that may be left.</param>
/// <param name="IsShare">Whether it is a share of what there is, from 0 to 1, and no absolute number.</param>
public sealed record PruneBudget(CostKind Kind, double Value, bool IsShare)
{
    /// <summary>The most that may be left, in the unit of the kind.</summary>
    /// <param name="now">What there is.</param>
    public double MostOf(double now) => IsShare ? Value * now : Value;
}
