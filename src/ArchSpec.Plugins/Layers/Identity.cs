using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Its input, as <c>keras.layers.Identity</c>; any shape, unchanged.</summary>
public sealed class Identity : ILayer
{
    /// <inheritdoc/>
    public string Type => "Identity";

    /// <inheritdoc/>
    public string Summary => "Changes nothing.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => on.Input;
    }
}
