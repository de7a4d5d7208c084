using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.Nadam</c> (Dozat 2016): Adam whose mean looks ahead, with a momentum uₜ = β₁ (1 − 0.96ᵗ / 2) that grows.
/// </summary>
internal sealed class Nadam : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private double _product = 1;

    public Nadam(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _beta1 = options.Get(Optimizers.Beta1);
        _beta2 = options.Get(Optimizers.Beta2);
        _epsilon = options.Get(Optimizers.Epsilon);
        (_means, _squares) = (Filled(0), Filled(0));
    }

    // The product was multiplied once for each change of the weights.
    protected override void Skip()
    {
        if (ChangesWeights)
        {
            BeginStep();
        }
    }

    protected override void BeginStep() => _product *= MomentumOf(Iteration + 1);

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var mean = _means[index].Scale(_beta1).Accumulate(gradient, 1 - _beta1);
        var square = _squares[index].Scale(_beta2).AccumulateProduct(gradient, gradient, 1 - _beta2);
        var (now, next) = (MomentumOf(Iteration + 1), MomentumOf(Iteration + 2));
        var ahead = mean.Times(next / (1 - (_product * next))).Accumulate(gradient, (1 - now) / (1 - _product));
        var divisor = square.DividedBy(1 - Math.Pow(_beta2, Iteration + 1)).sqrt_().Shift(_epsilon);
        parameter.AccumulateQuotient(ahead, divisor, -rate);
    }

    private double MomentumOf(long t) => _beta1 * (1 - (0.5 * Math.Pow(0.96, t)));
}
