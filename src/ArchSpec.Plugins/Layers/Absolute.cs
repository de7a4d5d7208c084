using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The size of each value without its sign, as <c>keras.ops.abs</c>; any shape, unchanged.</summary>
public sealed class Absolute() : Elementwise("Absolute", "Takes away each value's sign.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.abs());

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Absolute(context.Inputs[0]);
}
