using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Divides by the length of the values along the axes of each sample, as <c>keras.layers.UnitNormalization</c>; any shape, unchanged.</summary>
public sealed class UnitNormalization : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axis = Argument.Ints("axis", "the axis or axes that get length 1, the batch being 0", defaultValues: -1);

    /// <inheritdoc/>
    public string Type => "UnitNormalization";

    /// <inheritdoc/>
    public string Summary => "Scales each sample's values along axes to length 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Axis];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = KerasAxes.OfAll(call.Get(Axis), call.Input, "axis");
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        NormalizedAxes.Channels(call.Get(Axis), call.Input, context, "unit normalisation divides by the length over all channels");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var axes = TorchAxes.OfAll(call.Get(Axis), call.Input.Rank + 1);
            return on => on.Input.mul(on.Input.Squared().sum(axes, keepdim: true).InverseRoot(1e-12));
        }
    }
}
