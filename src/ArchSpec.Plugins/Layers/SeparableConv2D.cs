using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>2D convolution of each channel, then of size 1 over all: H × W × C to H' × W' × filters, as <c>keras.layers.SeparableConv2D</c>.</summary>
public sealed class SeparableConv2D() : SeparableConvolution("SeparableConv2D", "Convolves each channel of an image by itself, then mixes the channels.", Space.Image);
