using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>1 / (1 + exp(−x)), as <c>keras.ops.sigmoid</c>; any shape, unchanged.</summary>
public sealed class Sigmoid() : Elementwise("Sigmoid", "Brings each value between 0 and 1 with the logistic function.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.sigmoid());

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Within(context.Inputs[0], 0, 1);
}
