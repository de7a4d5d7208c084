using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The maximum of each channel: H × W × C to C, or to 1 × 1 × C, as <c>keras.layers.GlobalMaxPooling2D</c>.</summary>
public sealed class GlobalMaxPooling2D() : GlobalPooling("GlobalMaxPooling2D", "Keeps the largest value of each channel of an image.", Space.Image, PoolingMode.Maximum);
