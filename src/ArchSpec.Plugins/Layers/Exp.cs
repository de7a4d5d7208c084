using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>e to the power of each value, as <c>keras.ops.exp</c>; any shape, unchanged.</summary>
public sealed class Exp() : Elementwise("Exp", "Raises e to the power of each value.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.exp());
}
