using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>x · sigmoid(x) (Ramachandran et al. 2017), as <c>keras.ops.silu</c>; any shape, unchanged.</summary>
public sealed class Silu() : Elementwise("Silu", "Multiplies each value with its sigmoid.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.silu());
}
