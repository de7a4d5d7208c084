using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The maximum of each window: H × W × C to H' × W' × C, as <c>keras.layers.MaxPooling2D</c>.</summary>
public sealed class MaxPooling2D() : Pooling("MaxPooling2D", "Keeps the largest value of each window.", Space.Image, PoolingMode.Maximum);
