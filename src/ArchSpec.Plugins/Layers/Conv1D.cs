using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>1D convolution: L × C to L' × filters, as <c>keras.layers.Conv1D</c>.</summary>
public sealed class Conv1D() : Convolution("Conv1D", "Convolves a sequence with learned filters.", Space.Sequence, Window.CausalPaddings);
