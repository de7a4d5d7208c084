namespace ArchSpec.Layers;

/// <summary>When a layer gives other values than those of its input; in which order and shape they come does not count.</summary>
public enum ValueChange
{
    /// <summary>Always, or nothing is known.</summary>
    Always,

    /// <summary>Always, but only to means: each place of the output has the means of some places of the input, of all channels alike.</summary>
    Means,

    /// <summary>In training alone, as dropout does.</summary>
    InTraining,

    /// <summary>Never: each value of the input comes out once, as it is.</summary>
    Never,
}
