using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's pooling layers have in common: … × C to a smaller … × C, each channel by itself.</summary>
public abstract class Pooling : ILayer
{
    private readonly Space _space;
    private readonly PoolingMode _mode;
    private readonly SpaceArgument _poolSize;
    private readonly SpaceArgument _strides;
    private readonly Argument<string> _padding;

    private protected Pooling(string type, string summary, Space space, PoolingMode mode)
    {
        (Type, Summary, _space, _mode) = (type, summary, space, mode);
        _poolSize = space.Size("pool_size", space.IsSequence ? "length of the window" : "height and width of the window, in pixels", 2);
        _strides = space.OptionalSize("strides", "step of the window; pool_size where it is not given");
        _padding = Argument.Choice("padding", $"whether the {(space.IsSequence ? "sequence" : "image")} is padded", Window.Paddings, "valid");
        Arguments = [_poolSize.Argument, _strides.Argument, _padding, DataFormat.Argument];
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
        var image = _space.Require(call);
        return WindowOf(call).Slide(image, "pool_size", image.RequireChannels());
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) =>
        _mode == PoolingMode.Maximum ? context.Inputs[0] : Intervals.Means(context.Inputs[0]);

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) =>
        _space.IsOnePlace(call) || IsOneToOne(call) ? ValueChange.Never : _mode == PoolingMode.Average ? ValueChange.Means : ValueChange.Always;

    private bool IsOneToOne(LayerCall call) => WindowOf(call) is { Kernel: var kernel, Strides: var strides } && kernel == new Size2D(1, 1) && strides == kernel;

    private Window WindowOf(LayerCall call) =>
        new(_space, _poolSize.Of(call), _strides.Find(call) ?? _poolSize.Of(call), new Size2D(1, 1), call.Get(_padding));

    private sealed class Builder(Pooling layer) : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, isMaximum) = (layer._space, layer._mode == PoolingMode.Maximum);
            var window = new TorchWindow(layer.WindowOf(call), space.Require(call), isMaximum ? double.NegativeInfinity : 0);
            return isMaximum
                ? on => space.FromImage(Maximum(window, space.ToImage(on.Input)))
                : on => space.FromImage(Average(window, space.ToImage(on.Input)));
        }

        private static Tensor Maximum(TorchWindow window, Tensor x)
        {
            var (padded, padding) = window.Pad(x);
            return nn.functional.max_pool2d(padded, window.Kernel, window.Strides, padding);
        }

        // As TensorFlow: the average over the pixels that are there. libtorch leaves out what it pads itself; what is added
        // before it has to be counted.
        private static Tensor Average(TorchWindow window, Tensor x)
        {
            var (padded, padding) = window.Pad(x);
            if (ReferenceEquals(padded, x))
            {
                return nn.functional.avg_pool2d(x, window.Kernel, window.Strides, padding, count_include_pad: false);
            }

            var there = window.Pad(ones([1, 1, x.shape[2], x.shape[3]], x.dtype, x.device)).Image;
            var share = nn.functional.avg_pool2d(there, window.Kernel, window.Strides);
            return nn.functional.avg_pool2d(padded, window.Kernel, window.Strides).div(share);
        }
    }
}

/// <summary>What is kept of a window.</summary>
internal enum PoolingMode
{
    /// <summary>The largest value.</summary>
    Maximum,

    /// <summary>The mean of the values.</summary>
    Average,
}
