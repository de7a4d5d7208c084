using ArchSpec.Layers;
using ArchSpec.Plugins.Families;
using ArchSpec.Plugins.Torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Nothing below 0, and 6 at most, as <c>keras.ops.relu6</c>; any shape, unchanged.</summary>
public sealed class Relu6() : Elementwise("Relu6", "Cuts each value off at 0 and at 6.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.relu().AtMost(6));

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Rising(context.Inputs[0], value => Math.Min(Math.Max(value, 0), 6));
}
