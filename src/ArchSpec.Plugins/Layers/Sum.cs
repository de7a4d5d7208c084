using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The sum along some axes, as <c>keras.ops.sum</c>.</summary>
public sealed class Sum() : Reduction("Sum", "Adds up along some axes.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((x, axes, keeps) => x.sum(axes, keeps));

    private protected override ChannelBounds? Bounds(ChannelBounds x) => null;
}
