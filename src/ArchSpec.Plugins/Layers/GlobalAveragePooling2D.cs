using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of each channel: H × W × C to C, or to 1 × 1 × C, as <c>keras.layers.GlobalAveragePooling2D</c>.</summary>
public sealed class GlobalAveragePooling2D() : GlobalPooling("GlobalAveragePooling2D", "Averages each channel over the image.", Space.Image, PoolingMode.Average);
