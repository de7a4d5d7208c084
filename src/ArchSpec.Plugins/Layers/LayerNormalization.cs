using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Layers;

/// <summary>
/// Scales the values along the axes of each sample to mean 0 and variance 1 (Ba et al. 2016), as
/// <c>keras.layers.LayerNormalization</c>; any shape, unchanged.
/// </summary>
public sealed class LayerNormalization : ILayer
{
    private static readonly Argument<IReadOnlyList<int>> Axis = Argument.Ints("axis", "the axis or axes that are normalised, the batch being 0", defaultValues: -1);
    private static readonly Argument<double> Epsilon = Argument.Number("epsilon", "added to the variance against division by 0", 0, defaultValue: 0.001);
    private static readonly Argument<bool> Center = Argument.Flag("center", "whether beta is added", true);
    private static readonly Argument<bool> Scale = Argument.Flag("scale", "whether the result is multiplied by gamma", true);
    private static readonly Argument<bool> RmsScaling =
        Argument.Flag("rms_scaling", "whether the mean stays: there is a gamma and no beta then, whatever center and scale say", false);

    private static readonly WeightArguments Beta = new("beta", "zeros");
    private static readonly WeightArguments Gamma = new("gamma", "ones");

    /// <inheritdoc/>
    public string Type => "LayerNormalization";

    /// <inheritdoc/>
    public string Summary => "Scales each sample's values along axes to mean 0 and variance 1.";

    /// <inheritdoc/>
    public ImmutableArray<Argument> Arguments { get; } = 
    [
        Axis, Epsilon, Center, Scale, RmsScaling, Beta.Initializer, Gamma.Initializer, Beta.Regularizer, Gamma.Regularizer, Beta.Constraint,
        Gamma.Constraint,
    ];

    /// <inheritdoc/>
    public ITorchBuilder Torch => new Builder();

    /// <inheritdoc/>
    public Shape InferShape(LayerCall call)
    {
        _ = NormalizedAxes.SizesOf(call.Get(Axis), call.Input);
        return call.Input;
    }

    /// <inheritdoc/>
    public ImmutableArray<WeightSpec> Weights(LayerCall call)
    {
        var (shape, both) = (NormalizedAxes.SizesOf(call.Get(Axis), call.Input), !call.Get(RmsScaling));
        var weights = ImmutableArray.CreateBuilder<WeightSpec>(2);
        if (call.Get(Scale) || !both)
        {
            weights.Add(Gamma.Of(call, "gamma", shape));
        }

        if (call.Get(Center) && both)
        {
            weights.Add(Beta.Of(call, "beta", shape));
        }

        return weights.ToImmutable();
    }

    /// <inheritdoc/>
    public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) =>
        NormalizedAxes.Channels(call.Get(Axis), call.Input, context, "layer normalisation takes the mean over all channels");

    private sealed class Builder : TorchBuilder
    {
        public override Func<TorchCall, Tensor> Build(LayerCall call)
        {
            var (epsilon, rms, shape) = (call.Get(Epsilon), call.Get(RmsScaling), call.Input);
            var axes = KerasAxes.OfAll(call.Get(Axis), shape, "axis");
            var along = TorchAxes.OfAll(call.Get(Axis), shape.Rank + 1);
            return on =>
            {
                var x = on.Input;
                var centred = rms ? x : x.Minus(x.mean(along, keepdim: true));
                var scaled = centred.mul(x.var(along, unbiased: false, keepdim: true).Plus(epsilon).rsqrt());
                var y = on.Find("gamma") is { } gamma ? scaled.mul(TorchAxes.Over(gamma, shape, axes)) : scaled;
                return on.Find("beta") is { } beta ? y.Plus(TorchAxes.Over(beta, shape, axes)) : y;
            };
        }
    }
}
