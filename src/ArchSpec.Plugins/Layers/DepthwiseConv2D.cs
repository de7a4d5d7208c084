using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>2D convolution of each channel by itself: H × W × C to H' × W' × C · depth_multiplier, as <c>keras.layers.DepthwiseConv2D</c>.</summary>
public sealed class DepthwiseConv2D() : DepthwiseConvolution("DepthwiseConv2D", "Convolves each channel of an image with filters of its own.", Space.Image);
