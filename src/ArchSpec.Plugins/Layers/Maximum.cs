using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The largest of its inputs, element by element, as <c>keras.layers.Maximum</c>. Shapes broadcast.</summary>
public sealed class Maximum : ILayer
{
    /// <inheritdoc/>
    public string Type => "Maximum";

    /// <inheritdoc/>
    public string Summary => "Takes the largest of its inputs element by element.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Merging.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Merging.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        Intervals.Merge(context.Inputs, (a, b) => (Math.Max(a.Low, b.Low), Math.Max(a.High, b.High)));

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => Merging.Torch.Aligned(on).Aggregate((most, next) => most.maximum(next));
    }
}
