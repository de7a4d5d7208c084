using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Multiplies each channel by a learned number (Touvron et al. 2021), as the layer of <c>keras.applications.ConvNeXt*</c>; any shape,
/// unchanged.
/// </summary>
public sealed class LayerScale : ILayer
{
    private static readonly Argument<double> First = Argument.Number("init_values", "first value of each number", double.NegativeInfinity);
    private static readonly Argument<int> Dimension = Argument.Int("projection_dim", "how many numbers there are: the channels of its input").Showing("32");

    /// <inheritdoc/>
    public string Type => "LayerScale";

    /// <inheritdoc/>
    public string Summary => "Multiplies each channel by a learned number.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [First, Dimension];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        var (numbers, channels) = (call.Get(Dimension), call.Input.RequireChannels());
        return numbers == channels
            ? call.Input
            : throw new LayerException(string.Create(CultureInfo.InvariantCulture, $"projection_dim must be {channels}, the channels of its input {call.Input}, received {numbers}"));
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var first = LayerArguments.Defaults.With(Initializers.Value, call.Get(First));
        return [new WeightSpec("gamma", [call.Get(Dimension)], new KerasObject(Initializers.Constant, first)) { OutputAxis = 0 }];
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Count(Dimension, null, context.Inputs[0]);
        return context.Inputs[0];
    }

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        var gamma = context.Weight("gamma")!;
        return Intervals.Affine(context.Inputs[0], channel => gamma[channel], _ => 0);
    }

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var dimensions = call.Input.Rank + 1;
            var axis = TorchAxes.Of(-1, dimensions);
            return on => on.Input.mul(TorchAxes.Along(on.Weights["gamma"], axis, dimensions));
        }
    }
}
