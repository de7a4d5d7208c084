using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The square of each value, as <c>keras.ops.square</c>; any shape, unchanged.</summary>
public sealed class Square() : Elementwise("Square", "Multiplies each value by itself.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.mul(x));

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Merge([context.Inputs[0], context.Inputs[0]], Intervals.Product);
}
