using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's ZeroPadding1D and ZeroPadding2D have in common: … × C to a larger … × C.</summary>
public abstract class ZeroPadding : ILayer
{
    private readonly Space _space;
    private readonly BorderArgument _padding;

    private protected ZeroPadding(string type, string summary, Space space)
    {
        (Type, Summary, _space, _padding) = (type, summary, space, new BorderArgument(space, "padding", "added", 1));
        Arguments = space.IsSequence ? [_padding.Argument] : [_padding.Argument, DataFormat.Argument];
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
        var (image, border) = (_space.Require(call), _padding.Of(call));
        return _space.Lower(image[0] + border.Vertical, image[1] + border.Horizontal, image[2]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => Intervals.WithZero(context.Inputs[0]);

    private sealed class Builder(ZeroPadding layer) : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, border) = (layer._space, layer._padding.Of(call));
            long[] added = [border.Left, border.Right, border.Top, border.Bottom];
            return on => space.FromImage(nn.functional.pad(space.ToImage(on.Input), added, PaddingModes.Constant, 0));
        }
    }
}
