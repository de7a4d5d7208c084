using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>2D transposed convolution: H × W × C to H' × W' × filters, as <c>keras.layers.Conv2DTranspose</c>.</summary>
public sealed class Conv2DTranspose() : TransposedConvolution("Conv2DTranspose", "Enlarges an image with learned filters.", Space.Image);
