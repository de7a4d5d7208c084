using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Divides by the root of the mean square along the axes of each sample (Zhang and Sennrich 2019), as
/// <c>keras.layers.RMSNormalization</c>; any shape, unchanged.
/// </summary>
public sealed class RMSNormalization : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axis = Argument.Ints("axis", "the axis or axes that are normalised, the batch being 0", defaultValues: -1);
    private static readonly Argument<double> Epsilon = Argument.Number("epsilon", "added to the mean square against division by 0", 0, defaultValue: 1e-6);

    /// <inheritdoc/>
    public string Type => "RMSNormalization";

    /// <inheritdoc/>
    public string Summary => "Scales each sample's values along axes to a mean square of 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis, Epsilon];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = NormalizedAxes.SizesOf(call.Get(Axis), call.Input);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call) =>
        [new WeightSpec("scale", NormalizedAxes.SizesOf(Sorted(call), call.Input), Initializers.All.Default("ones"))];

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        NormalizedAxes.Channels(call.Get(Axis), call.Input, context, "RMS normalisation takes the mean over all channels");

    // Keras sorts these axes, as they are written, and those of no other layer.
    private static int[] Sorted(LayerCall call) => [.. call.Get(Axis).Order()];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (epsilon, shape) = (call.Get(Epsilon), call.Input);
            var axes = KerasAxes.OfAll(Sorted(call), shape, "axis");
            var along = TorchAxes.OfAll(call.Get(Axis), shape.Rank + 1);
            return on => on.Input
                .mul(on.Input.Squared().mean(along, keepdim: true).Plus(epsilon).rsqrt())
                .mul(TorchAxes.Over(on.Weights["scale"], shape, axes));
        }
    }
}
