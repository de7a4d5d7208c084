using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.Lamb</c> (You et al. 2019): Adam's step d, as long as the weight: w −= α ‖w‖ / ‖d‖ · d; α d where either
/// norm is 0.
/// </summary>
internal sealed class Lamb : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;

    public Lamb(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _beta1 = options.Get(Optimizers.Beta1);
        _beta2 = options.Get(Optimizers.Beta2);
        _epsilon = options.Get(Optimizers.Epsilon);
        (_means, _squares) = (Filled(0), Filled(0));
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var mean = _means[index].Scale(_beta1).Accumulate(gradient, 1 - _beta1).DividedBy(1 - Math.Pow(_beta1, Iteration + 1));
        var square = _squares[index].Scale(_beta2).AccumulateProduct(gradient, gradient, 1 - _beta2).DividedBy(1 - Math.Pow(_beta2, Iteration + 1));
        var step = mean.div_(square.sqrt_().Shift(_epsilon));
        var (weight, length) = (parameter.Squared().sum().sqrt(), step.Squared().sum().sqrt());
        var both = weight.IsPositive().logical_and(length.IsPositive());
        parameter.Accumulate(step.mul_(where(both, weight.div(length), ones_like(weight))), -rate);
    }
}
