using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>1D convolution of each channel, then of size 1 over all: L × C to L' × filters, as <c>keras.layers.SeparableConv1D</c>.</summary>
public sealed class SeparableConv1D() : SeparableConvolution("SeparableConv1D", "Convolves each channel of a sequence by itself, then mixes the channels.", Space.Sequence);
