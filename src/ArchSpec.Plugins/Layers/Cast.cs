using ArchSpec.Layers;
using ArchSpec.Plugins.Families;

namespace ArchSpec.Plugins.Layers;

/// <summary>The same values, as <c>keras.ops.cast</c> to float32: ArchSpec computes with no other type; any shape, unchanged.</summary>
public sealed class Cast() : Elementwise("Cast", "Keeps the values: they are float32 already.")
{
    /// <inheritdoc/>
    public override ITorchBuilder Torch => new Builder((_, x) => x.alias());

    /// <inheritdoc/>
    public override ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        context.Inputs[0];

    /// <inheritdoc/>
    public override ValueChange Changes(LayerCall call) => ValueChange.Never;
}
