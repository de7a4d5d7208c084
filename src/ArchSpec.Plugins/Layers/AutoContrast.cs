using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Stretches each channel of each image so that its least value becomes the least of value_range and its largest the largest, as
/// <c>keras.layers.AutoContrast</c>: H × W × C, unchanged; in training and otherwise. A channel of one value stays as it is.
/// </summary>
public sealed class AutoContrast : ILayer
{
    /// <inheritdoc/>
    public string Type => "AutoContrast";

    /// <inheritdoc/>
    public string Summary => "Stretches the values of each image to the whole range.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = [Randomness.ValueRange, DataFormat.Argument];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call) => call.RequireImage();

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var limits = Randomness.Limits(call);
            return on => Stretch(ValueScale.ToBytes(on.Input, limits), on.Input, limits);
        }

        private static Tensor Stretch(Tensor bytes, Tensor x, (double Low, double High) limits)
        {
            var (low, high) = (bytes.amin([2, 3], keepdim: true), bytes.amax([2, 3], keepdim: true));
            var range = high.Minus(low);
            var scale = ones_like(range).Times(255).div(where(range.IsPositive(), range, ones_like(range))); // a gradient goes through both branches of where
            var stretched = bytes.mul(scale).Minus(low.mul(scale)).Clamped(0, 255);
            return where(range.IsPositive(), ValueScale.FromBytes(stretched, limits), x);
        }
    }
}
