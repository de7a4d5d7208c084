using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The maximum of each window: L × C to L' × C, as <c>keras.layers.MaxPooling1D</c>.</summary>
public sealed class MaxPooling1D() : Pooling("MaxPooling1D", "Keeps the largest value of each window.", Space.Sequence, PoolingMode.Maximum);
