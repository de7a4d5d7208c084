using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>Zeros around an image: H × W × C to H' × W' × C, as <c>keras.layers.ZeroPadding2D</c>.</summary>
public sealed class ZeroPadding2D() : ZeroPadding("ZeroPadding2D", "Adds zeros at the sides of an image.", Space.Image);
