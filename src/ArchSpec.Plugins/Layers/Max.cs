using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The largest value along some axes, as <c>keras.ops.max</c>.</summary>
public sealed class Max() : Reduction("Max", "Takes the largest value along some axes.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((x, axes, keeps) => x.amax(axes, keeps));
}
