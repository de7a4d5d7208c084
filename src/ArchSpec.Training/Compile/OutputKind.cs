namespace ArchSpec.Training.Compile;

/// <summary>What the values of an output are.</summary>
internal enum OutputKind
{
    /// <summary>Logits, or what another activation makes.</summary>
    Other,

    /// <summary>The probabilities of classes: all values of the output add up to 1.</summary>
    Softmax,

    /// <summary>A probability each.</summary>
    Sigmoid,
}
