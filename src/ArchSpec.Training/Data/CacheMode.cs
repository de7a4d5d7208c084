namespace ArchSpec.Training.Data;

/// <summary>Where decoded images are kept.</summary>
public enum CacheMode
{
    /// <summary>In a file that the next run finds again; where there is no room for it in memory, and where there is none either, nowhere.</summary>
    Disk,

    /// <summary>In memory, for this run.</summary>
    Ram,

    /// <summary>Nowhere: each epoch decodes them again, while the batch before is trained on. Memory stays at a few batches.</summary>
    Off,
}
