using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>Adds a penalty on its input to the loss, as <c>keras.layers.ActivityRegularization</c>; any shape, unchanged.</summary>
public sealed class ActivityRegularization : ILayer
{
    private static readonly Argument<double> L1 = Argument.Number("l1", "factor of the sum of absolute values", 0, defaultValue: 0);
    private static readonly Argument<double> L2 = Argument.Number("l2", "factor of the sum of squares", 0, defaultValue: 0);

    /// <inheritdoc/>
    public string Type => "ActivityRegularization";

    /// <inheritdoc/>
    public string Summary => "Adds a penalty on its input to the loss.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [L1, L2];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public KerasObject ActivityPenalty(LayerArguments arguments) => new(
        Regularizers.L1L2,
        LayerArguments.Defaults.With(Regularizers.L1OfBoth, arguments.Get(L1)).With(Regularizers.L2OfBoth, arguments.Get(L2)));

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.Never;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call) => on => on.Input;
    }
}
