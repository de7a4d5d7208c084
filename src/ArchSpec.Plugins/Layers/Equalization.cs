using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Spreads the values of each channel in training so that all are about as frequent, as <c>keras.layers.Equalization</c>: H × W × C,
/// unchanged. As in Keras, how frequent a value is, is counted over the whole batch.
/// </summary>
public sealed class Equalization : ILayer
{
    private static readonly Argument<int> Bins = Argument.Int("bins", "how many values are told apart", 2, 256);

    /// <inheritdoc/>
    public string Type => "Equalization";

    /// <inheritdoc/>
    public string Summary => "Spreads the values of images evenly over the whole range in training.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Randomness.ValueRange, Bins, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireImage();

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
            var (limits, bins) = (Randomness.Limits(call), call.Get(Bins));
            return on => on.Training ? Equalize(on.Input, limits, bins) : on.Input;
        }

        private static Tensor Equalize(Tensor x, (double Low, double High) limits, int bins)
        {
            var channels = ValueScale.ToBytes(x, limits).split(1, 1).Select(channel => Equalize(channel, bins));
            return TorchAxes.ChannelsLast(ValueScale.FromBytes(cat([.. channels], 1), limits));
        }

        private static Tensor Equalize(Tensor channel, int bins)
        {
            // As Keras rounds: the two quotients may lie on either side of a whole number.
            var (counted, found) = (Bin(channel.Times(bins - 1).DividedBy(255), bins), Bin(channel.DividedBy(255).Times(bins - 1), bins));
            var counts = zeros(bins, float64, channel.device).AccumulateAt(0, counted.flatten(), ones_like(counted, float64).flatten());
            var (below, first) = (counts.cumsum(0), counts.masked_select(counts.IsPositive())[0]);
            var all = below[bins - 1].Minus(first);
            var values = below.Minus(first).Times(255).div(all).round().Clamped(0, 255).to(channel.dtype);
            return where(all.IsPositive(), values.take(found), channel);
        }

        private static Tensor Bin(Tensor place, int bins) => place.Clamped(0, bins - 1).to(int64);
    }
}
