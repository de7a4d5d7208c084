using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>1D transposed convolution: L × C to L' × filters, as <c>keras.layers.Conv1DTranspose</c>.</summary>
public sealed class Conv1DTranspose() : TransposedConvolution("Conv1DTranspose", "Enlarges a sequence with learned filters.", Space.Sequence);
