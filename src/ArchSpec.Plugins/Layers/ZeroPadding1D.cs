using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>Zeros around a sequence: L × C to L' × C, as <c>keras.layers.ZeroPadding1D</c>.</summary>
public sealed class ZeroPadding1D() : ZeroPadding("ZeroPadding1D", "Adds zeros before and behind a sequence.", Space.Sequence);
