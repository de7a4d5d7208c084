using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>1D convolution of each channel by itself: L × C to L' × C · depth_multiplier, as <c>keras.layers.DepthwiseConv1D</c>.</summary>
public sealed class DepthwiseConv1D() : DepthwiseConvolution("DepthwiseConv1D", "Convolves each channel of a sequence with filters of its own.", Space.Sequence);
