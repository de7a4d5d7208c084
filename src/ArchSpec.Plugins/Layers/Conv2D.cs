using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>2D convolution: H × W × C to H' × W' × filters, as <c>keras.layers.Conv2D</c>.</summary>
public sealed class Conv2D() : Convolution("Conv2D", "Convolves an image with learned filters.", Space.Image, Window.Paddings);
