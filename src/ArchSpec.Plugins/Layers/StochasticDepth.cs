using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Sets whole samples to 0 in training and scales the others by 1 / (1 − rate), so that a branch is left out of a sum (Huang et al.
/// 2016), as the layer of <c>keras.applications.ConvNeXt*</c>; any shape, unchanged.
/// </summary>
public sealed class StochasticDepth : ILayer
{
    // Keras takes 1 too and then divides by 0 in training.
    private static readonly Argument<double> Rate = Argument.Number("drop_path_rate", "share of the samples that are dropped in training", 0, below: 1);

    /// <inheritdoc/>
    public string Type => "StochasticDepth";

    /// <inheritdoc/>
    public string Summary => "Drops whole samples of a branch at random in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Rate];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.Input;

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ValueChange Changes(LayerCall call) => ValueChange.InTraining;

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (rate, noise) = (call.Get(Rate), new Noise(null));
            return on => on.Training && rate > 0 ? Mask.Drop(noise, on.Input, rate, OneForEachSample) : on.Input;
        }

        private static long[] OneForEachSample(long[] batch)
        {
            var shape = new long[batch.Length];
            Array.Fill(shape, 1);
            shape[0] = batch[0];
            return shape;
        }
    }
}
