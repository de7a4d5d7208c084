using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The other sign, as <c>keras.ops.negative</c> and the sign <c>-</c>; any shape, unchanged.</summary>
public sealed class Negative() : Elementwise("Negative", "Turns each value's sign.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.neg());

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Negated(context.Inputs[0]);
}
