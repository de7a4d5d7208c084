using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean along some axes, as <c>keras.ops.mean</c>: along H and W of an image what GlobalAveragePooling2D is.</summary>
public sealed class Mean() : Reduction("Mean", "Takes the mean along some axes.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((x, axes, keeps) => x.mean(axes, keeps));

    private protected override ChannelBounds? Bounds(ChannelBounds x) => Intervals.Means(x);
}
