using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>The mean of its inputs, element by element, as <c>keras.layers.Average</c>. Shapes broadcast.</summary>
public sealed class Average : ILayer
{
    /// <inheritdoc/>
    public string Type => "Average";

    /// <inheritdoc/>
    public string Summary => "Averages its inputs element by element.";

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
        Intervals.Affine(Intervals.Merge(context.Inputs, Intervals.Sum), _ => 1.0 / context.Inputs.Length, _ => 0);

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var share = 1.0 / call.Inputs.Length;
            return on => Merging.Torch.Aligned(on).Aggregate((sum, next) => sum.Plus(next)).Times(share);
        }
    }
}
