using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of each window: H × W × C to H' × W' × C, as <c>keras.layers.AveragePooling2D</c>.</summary>
public sealed class AveragePooling2D() : Pooling("AveragePooling2D", "Averages each window.", Space.Image, PoolingMode.Average);
