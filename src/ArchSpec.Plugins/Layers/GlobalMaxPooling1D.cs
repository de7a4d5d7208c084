using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The maximum of each channel: L × C to C, or to 1 × C, as <c>keras.layers.GlobalMaxPooling1D</c>.</summary>
public sealed class GlobalMaxPooling1D() : GlobalPooling("GlobalMaxPooling1D", "Keeps the largest value of each channel of a sequence.", Space.Sequence, PoolingMode.Maximum);
