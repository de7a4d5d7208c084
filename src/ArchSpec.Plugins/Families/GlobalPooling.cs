using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's global pooling layers have in common: … × C to C, or to 1 × … × C.</summary>
public abstract class GlobalPooling : ILayer
{
    private readonly Space _space;
    private readonly PoolingMode _mode;
    private readonly Argument<bool> _keepDims;

    private protected GlobalPooling(string type, string summary, Space space, PoolingMode mode)
    {
        (Type, Summary, _space, _mode) = (type, summary, space, mode);
        _keepDims = Argument.Flag("keepdims", space.IsSequence ? "whether the length stays, as 1" : "whether height and width stay, as 1", false);
        Arguments = [DataFormat.Argument, _keepDims];
    }

    /// <inheritdoc/>
    public string Type { get; }

    /// <inheritdoc/>
    public string Summary { get; }

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; }

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder(this);

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var channels = _space.Require(call).RequireChannels();
        return call.Get(_keepDims) ? _space.Lower(1, 1, channels) : new Shape(channels);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        _mode == PoolingMode.Maximum ? context.Inputs[0] : Intervals.Means(context.Inputs[0]);

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) =>
        _space.IsOnePlace(call) ? ValueChange.Never : _mode == PoolingMode.Average ? ValueChange.Means : ValueChange.Always;

    private sealed class Builder(GlobalPooling layer) : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var keep = call.Get(layer._keepDims);
            long[] axes = layer._space.IsSequence ? [1] : [2, 3];
            return layer._mode == PoolingMode.Maximum
                ? on => on.Input.amax(axes, keepdim: keep)
                : on => on.Input.mean(axes, keepdim: keep);
        }
    }
}
