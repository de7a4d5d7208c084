using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ExternalLayers;

/// <summary>
/// Multiplies each channel with a number between 0 and 1 that follows from the means of all channels (Hu et al. 2018):
/// x_c · sigmoid(W₂ · relu(W₁ · mean(x) + b₁) + b₂)_c; H × W × C, unchanged.
/// </summary>
public sealed class SqueezeExcitation : ILayer
{
    private static readonly Argument<int> Units = Argument.Int("units", "values that the means are squeezed to; Hu et al. take a 16th of the channels");
    private static readonly WeightArguments Kernel = new("kernel", "he_normal");

    public string Type => "SqueezeExcitation";

    public string Summary => "Weighs the channels by what the whole image has of them.";

    public ImmutableArray<Argument> Arguments { get; } = [Units, Kernel.Initializer, Kernel.Regularizer, Kernel.Constraint];

    public ITorchBuilder Torch => new Builder();

    // RequireImage and RequireChannels throw a LayerException, which the person sees at the layer's place in the spec.
    public Shape InferShape(LayerCall call)
    {
        _ = call.RequireImage().RequireChannels();
        return call.Input;
    }

    // InputAxis and OutputAxis say where pruning cuts: a channel that goes takes its row of the one matrix and its column of the other.
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (channels, units) = (call.Input.RequireChannels(), call.Get(Units));
        return
        [
            Kernel.Of(call, "squeeze_kernel", channels, units) with { InputAxis = 0 },
            new WeightSpec("squeeze_bias", [units], Initializers.Zeros.WithDefaults),
            Kernel.Of(call, "excite_kernel", units, channels) with { OutputAxis = 1 },
            new WeightSpec("excite_bias", [channels], Initializers.Zeros.WithDefaults) { OutputAxis = 0 },
        ];
    }

    // Two products of matrices; means and the multiplication of the channels count as none.
    public long Flops(LayerCall call) => 4L * call.Input.RequireChannels() * call.Get(Units);

    // An output channel is the input's, since 0 times anything is 0. The means of all channels meet in the first matrix.
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context)
    {
        context.Mixes(0);
        return context.Inputs[0];
    }

    // TorchSharp is loaded with this class, and so only when a model is compiled.
    private sealed class Builder : TorchBuilder
    {
        // Keras's (in, out) is TorchSharp's (out, in).
        public override IReadOnlyList<long>? AxesOf(string weight) => weight is "squeeze_kernel" or "excite_kernel" ? [1, 0] : null;

        public override Func<TorchCall, Tensor> Build(LayerCall call) => on =>
        {
            var means = on.Input.mean([2, 3]); // N × C × H × W
            var squeezed = nn.functional.linear(means, on.Weights["squeeze_kernel"], on.Weights["squeeze_bias"]).relu();
            var weights = nn.functional.linear(squeezed, on.Weights["excite_kernel"], on.Weights["excite_bias"]).sigmoid();
            return on.Input.mul(weights.unsqueeze(-1).unsqueeze(-1));
        };
    }
}
