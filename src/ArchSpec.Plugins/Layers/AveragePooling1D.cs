using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of each window: L × C to L' × C, as <c>keras.layers.AveragePooling1D</c>.</summary>
public sealed class AveragePooling1D() : Pooling("AveragePooling1D", "Averages each window.", Space.Sequence, PoolingMode.Average);
