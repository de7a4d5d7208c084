using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Scales each channel to mean 0 and variance 1, over the batch in training and by moving statistics otherwise, as
/// <c>keras.layers.BatchNormalization</c> (Ioffe and Szegedy 2015); any shape, unchanged. A frozen one always uses its moving
/// statistics.
/// </summary>
public sealed class BatchNormalization : ILayer
{
    private static readonly Argument<int> Axis = Argument.Axis("axis", "the axis of the channels, the batch being 0", -1);
    private static readonly Argument<double> Momentum = Argument.Number("momentum", "share of the moving statistics that a step keeps", 0, defaultValue: 0.99);
    private static readonly Argument<double> Epsilon = Argument.Number("epsilon", "added to the variance against division by 0", 0, defaultValue: 0.001);
    private static readonly Argument<bool> Center = Argument.Flag("center", "whether beta is added", true);
    private static readonly Argument<bool> Scale = Argument.Flag("scale", "whether the result is multiplied by gamma", true);
    private static readonly WeightArguments Beta = new("beta", "zeros");
    private static readonly WeightArguments Gamma = new("gamma", "ones");
    private static readonly WeightArguments MovingMean = new("moving_mean", "zeros");
    private static readonly WeightArguments MovingVariance = new("moving_variance", "ones");
    private static readonly Argument<bool> Synchronized =
        Argument.Flag("synchronized", "whether devices share their statistics; one device is used, so that both are alike", false);

    /// <inheritdoc/>
    public string Type => "BatchNormalization";

    /// <inheritdoc/>
    public string Summary => "Scales each channel to mean 0 and variance 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } =
    [
        Axis, Momentum, Epsilon, Center, Scale, Beta.Initializer, Gamma.Initializer, MovingMean.Initializer, MovingVariance.Initializer,
        Beta.Regularizer, Gamma.Regularizer, Beta.Constraint, Gamma.Constraint, Synchronized,
    ];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = ChannelsOf(call);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var channels = ChannelsOf(call);
        int? output = KerasAxes.Of(call.Get(Axis), call.Input) == call.Input.Rank - 1 ? 0 : null;
        var weights = ImmutableArray.CreateBuilder<WeightSpec>(4);
        if (call.Get(Scale))
        {
            weights.Add(Gamma.Of(call, "gamma", channels) with { OutputAxis = output });
        }

        if (call.Get(Center))
        {
            weights.Add(Beta.Of(call, "beta", channels) with { OutputAxis = output });
        }

        weights.Add(new WeightSpec("moving_mean", [channels], call.Get(MovingMean.Initializer)) { OutputAxis = output, Trainable = false });
        weights.Add(new WeightSpec("moving_variance", [channels], call.Get(MovingVariance.Initializer)) { OutputAxis = output, Trainable = false });
        return weights.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => context.Inputs[0];

    /// <inheritdoc/>
    public ChannelBounds? Bounds(LayerCall call, IBoundContext context)
    {
        if (KerasAxes.Of(call.Get(Axis), call.Input) != call.Input.Rank - 1)
        {
            return null;
        }

        var (mean, variance, gamma, beta) = (context.Weight("moving_mean")!, context.Weight("moving_variance")!, context.Weight("gamma"), context.Weight("beta"));
        double Factor(int channel) => (gamma?[channel] ?? 1) / Math.Sqrt(variance[channel] + call.Get(Epsilon));
        return Intervals.Affine(
            context.Inputs[0],
            Factor,
            channel => (beta?[channel] ?? 0) - (mean[channel] * Factor(channel)),
            channel => Math.Abs(beta?[channel] ?? 0) + Math.Abs(mean[channel] * Factor(channel)));
    }

    private static int ChannelsOf(LayerCall call) => KerasAxes.Require(call.Get(Axis), call.Input, "axis");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (epsilon, kept) = (call.Get(Epsilon), call.Get(Momentum));
            var axis = TorchAxes.Of(call.Get(Axis), call.Input.Rank + 1);
            return on => axis == 1
                ? Normalise(on, on.Input, epsilon, kept)
                : TorchAxes.ChannelsLast(Normalise(on, on.Input.movedim([axis], [1]), epsilon, kept).movedim([1], [axis]));
        }

        private static Tensor Normalise(TorchCall on, Tensor x, double epsilon, double kept)
        {
            var (mean, variance, gamma, beta) = (on.Weights["moving_mean"], on.Weights["moving_variance"], on.Find("gamma"), on.Find("beta"));
            if (!on.Training || on.Frozen)
            {
                return nn.functional.batch_norm(x, mean, variance, gamma, beta, false, 0, epsilon);
            }

            // libtorch moves towards the unbiased variance, n / (n - 1) times Keras's, in the same pass over the values: what it is
            // given and gives back is n / (n - 1) times the moving variance. A copy, since gradients refer to what it was given.
            var n = x.numel() / (double)x.shape[1];
            var unbiased = n > 1 ? n / (n - 1) : 1;
            var given = variance.Times(unbiased);
            var result = nn.functional.batch_norm(x, mean, given, gamma, beta, true, 1 - kept, epsilon);
            using var quiet = no_grad();
            variance.copy_(given).Scale(1 / unbiased);
            return result;
        }
    }
}
