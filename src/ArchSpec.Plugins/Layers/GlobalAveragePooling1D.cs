using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of each channel: L × C to C, or to 1 × C, as <c>keras.layers.GlobalAveragePooling1D</c>.</summary>
public sealed class GlobalAveragePooling1D() : GlobalPooling("GlobalAveragePooling1D", "Averages each channel over the sequence.", Space.Sequence, PoolingMode.Average);
