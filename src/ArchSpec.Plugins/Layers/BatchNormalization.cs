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
            var (mean, variance) = (on.Weights["moving_mean"], on.Weights["moving_variance"]);
            var learns = on.Training && !on.Frozen;
            if (learns)
            {
                Move(x.detach(), mean, variance, kept);
            }

            // Without moving statistics libtorch takes the batch's.
            return nn.functional.batch_norm(x, learns ? null : mean, learns ? null : variance, on.Find("gamma"), on.Find("beta"), learns, 0, epsilon);
        }

        // libtorch would move towards the unbiased variance, n / (n - 1) times Keras's.
        private static void Move(Tensor x, Tensor mean, Tensor variance, double kept)
        {
            using var quiet = no_grad();
            var others = Enumerable.Range(0, (int)x.dim()).Where(axis => axis != 1).Select(axis => (long)axis).ToArray();
            mean.Scale(kept).Accumulate(x.mean(others), 1 - kept);
            variance.Scale(kept).Accumulate(x.var(others, unbiased: false), 1 - kept);
        }
    }
}
