using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The square root of each value, as <c>keras.ops.sqrt</c>; any shape, unchanged.</summary>
public sealed class Sqrt() : Elementwise("Sqrt", "Takes the square root of each value.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.sqrt());
}
