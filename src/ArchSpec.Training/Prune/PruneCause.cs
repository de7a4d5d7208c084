namespace ArchSpec.Training.Prune;

/// <summary>Why a channel goes.</summary>
public enum PruneCause
{
    /// <summary>It was 0 on every image, everywhere it is taken: it is dead.</summary>
    NeverFired,

    /// <summary>It was one and the same number on every image, which biases have taken in.</summary>
    Constant,

    /// <summary>It was hardly ever anything but 0.</summary>
    RarelyFires,

    /// <summary>It was of use, and a budget took it: it carries least for what it costs.</summary>
    Budget,
}
