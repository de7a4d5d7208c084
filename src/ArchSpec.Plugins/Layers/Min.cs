using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The smallest value along some axes, as <c>keras.ops.min</c>.</summary>
public sealed class Min() : Reduction("Min", "Takes the smallest value along some axes.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((x, axes, keeps) => x.amin(axes, keeps));
}
