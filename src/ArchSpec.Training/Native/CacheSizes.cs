namespace ArchSpec.Training.Native;

/// <summary>A core's share of the data caches, in bytes.</summary>
/// <param name="L1">The first level.</param>
/// <param name="L2">The second level.</param>
/// <param name="L3">The third level.</param>
internal sealed record CacheSizes(uint L1, uint L2, uint L3);
