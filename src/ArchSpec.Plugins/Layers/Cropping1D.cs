using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The inside of a sequence: L × C to L' × C, as <c>keras.layers.Cropping1D</c>.</summary>
public sealed class Cropping1D() : Cropping("Cropping1D", "Cuts off the ends of a sequence.", Space.Sequence, 1);
