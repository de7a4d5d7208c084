using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The hyperbolic tangent, as <c>keras.ops.tanh</c>; any shape, unchanged.</summary>
public sealed class Tanh() : Elementwise("Tanh", "Brings each value between -1 and 1 with the hyperbolic tangent.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.tanh());

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Within(context.Inputs[0], -1, 1);
}
