using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets a share of the values to 0 in training and scales the others by 1 / (1 − rate), as <c>keras.layers.Dropout</c>
/// (Srivastava et al. 2014); any shape, unchanged.
/// </summary>
public sealed class Dropout : ILayer
{
    private static readonly Argument<double> Rate = Argument.Number("rate", "share of the values that are dropped in training", 0, below: 1);

    /// <inheritdoc/>
    public string Type => "Dropout";

    /// <inheritdoc/>
    public string Summary => "Drops values at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rate];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var rate = call.Get(Rate);
            return on => on.Training && rate > 0 ? nn.functional.dropout(on.Input, rate, training: true) : on.Input;
        }
    }
}
