namespace ArchSpec.Training.Native;

/// <summary>What was done so that oneDNN's convolutions are right on this processor.</summary>
public enum OneDnnMeasure
{
    /// <summary>Nothing: it needs nothing.</summary>
    None,

    /// <summary>Nothing: a person has set <c>ONEDNN_MAX_CPU_ISA</c>.</summary>
    AsGiven,

    /// <summary>The sizes of the caches were written into its memory.</summary>
    CachesWritten,

    /// <summary>It was kept to the instructions of SSE 4.1.</summary>
    Limited,
}

/// <summary>What was done about oneDNN, and why.</summary>
/// <param name="Measure">What.</param>
/// <param name="Message">In words for a person: which instructions it may use, and the reason.</param>
/// <param name="CpuId">The processor's answers by which it was decided; empty where they were not needed.</param>
public sealed record OneDnnState(OneDnnMeasure Measure, string Message, IReadOnlyList<CpuIdAnswer> CpuId);
