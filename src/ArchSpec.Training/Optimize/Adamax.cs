using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.Adamax</c> (Kingma and Ba 2014, section 7.1): u = max(β₂ u, |g|), w −= α m / ((1 − β₁ᵗ)(u + ε)).
/// </summary>
internal sealed class Adamax : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly Tensor[] _means;
    private readonly Tensor[] _largest;

    public Adamax(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _beta1 = options.Get(Optimizers.Beta1);
        _beta2 = options.Get(Optimizers.Beta2);
        _epsilon = options.Get(Optimizers.Epsilon);
        (_means, _largest) = (Filled(0), Filled(0));
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var mean = _means[index].Scale(_beta1).Accumulate(gradient, 1 - _beta1);
        var largest = _largest[index].Scale(_beta2);
        largest.copy_(largest.maximum(gradient.abs()));
        parameter.AccumulateQuotient(mean, largest.Plus(_epsilon), -rate / (1 - Math.Pow(_beta1, Iteration + 1)));
    }
}
