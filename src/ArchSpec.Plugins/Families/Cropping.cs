using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Families;

/// <summary>What Keras's Cropping1D and Cropping2D have in common: … × C to a smaller … × C.</summary>
public abstract class Cropping : ILayer
{
    private readonly Space _space;
    private readonly BorderArgument _cropping;

    private protected Cropping(string type, string summary, Space space, int defaultValue)
    {
        (Type, Summary, _space, _cropping) = (type, summary, space, new BorderArgument(space, "cropping", "cut off", defaultValue));
        Arguments = space.IsSequence ? [_cropping.Argument] : [_cropping.Argument, DataFormat.Argument];
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
        var (image, border) = (_space.Require(call), _cropping.Of(call));
        return image[0] <= border.Vertical || image[1] <= border.Horizontal
            ? throw new LayerException($"cropping {_cropping.Text(call)} leaves nothing of its input {call.Input}")
            : _space.Lower(image[0] - border.Vertical, image[1] - border.Horizontal, image[2]);
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    private sealed class Builder(Cropping layer) : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (space, border) = (layer._space, layer._cropping.Of(call));
            return on =>
            {
                var x = space.ToImage(on.Input);
                var (height, width) = (x.shape[2] - border.Vertical, x.shape[3] - border.Horizontal);
                return height > 0 && width > 0
                    ? space.FromImage(x.narrow(2, border.Top, height).narrow(3, border.Left, width))
                    : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"cropping {border} leaves nothing of an input of {x.shape[2]} × {x.shape[3]}"));
            };
        }
    }
}
