using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The inside of an image: H × W × C to H' × W' × C, as <c>keras.layers.Cropping2D</c>.</summary>
public sealed class Cropping2D() : Cropping("Cropping2D", "Cuts off the sides of an image.", Space.Image, 0);
