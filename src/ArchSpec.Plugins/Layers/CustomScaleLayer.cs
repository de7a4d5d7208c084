using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Adds the second input, times a number, to the first, as the layer of <c>keras.applications.InceptionResNetV2</c>. Shapes broadcast
/// as those of <see cref="Add"/>.
/// </summary>
public sealed class CustomScaleLayer : ILayer
{
    private static readonly Argument<double> Scale = Argument.Number("scale", "what the second input is multiplied by", double.NegativeInfinity);

    /// <inheritdoc/>
    public string Type => "CustomScaleLayer";

    /// <inheritdoc/>
    public string Summary => "Adds its second input, times a number, to its first.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Scale];

    /// <inheritdoc/>
    public bool TakesSeveralInputs => true;

    /// <inheritdoc/>
    public int MostInputs(LayerArguments arguments) => 2;

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => Merging.ShapeOf(call);

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => Merging.Channels(call, context);

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var scale = call.Get(Scale);
        return Intervals.Merge([context.Inputs[0], Intervals.Affine(context.Inputs[1], _ => scale, _ => 0)], Intervals.Sum);
    }

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var scale = call.Get(Scale);
            return on =>
            {
                var inputs = Merging.Torch.Aligned(on).ToList();
                return inputs[0].Plus(inputs[1].Times(scale));
            };
        }
    }
}
