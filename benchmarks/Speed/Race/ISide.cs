namespace ArchSpec.Benchmarks;

/// <summary>One side of a comparison: a network that trains and computes.</summary>
internal interface ISide : IDisposable
{
    /// <summary>How many numbers the network learns, by which both sides are known to be the same network.</summary>
    long Parameters { get; }

    /// <summary>One training step on a batch.</summary>
    void Train();

    /// <summary>The outputs for a batch, without gradients.</summary>
    void Infer();
}
