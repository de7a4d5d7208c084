using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// Adam as Keras computes it: w −= α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the form at the end of section 2 of Kingma and Ba
/// 2014; with AMSGrad the largest v so far (Reddi et al. 2018). Where gradients are as small as ε, its place decides the first
/// steps' length.
/// </summary>
internal sealed class Adam : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly Tensor[]? _largest;

    public Adam(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _beta1 = options.Get(Optimizers.Beta1);
        _beta2 = options.Get(Optimizers.Beta2);
        _epsilon = options.Get(Optimizers.Epsilon);
        (_means, _squares) = (Filled(0), Filled(0));
        _largest = options.Get(Optimizers.AmsGrad) ? Filled(0) : null;
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var (mean, square) = (_means[index], _squares[index]);
        mean.Scale(_beta1).Accumulate(gradient, 1 - _beta1);
        square.Scale(_beta2).AccumulateProduct(gradient, gradient, 1 - _beta2);
        if (_largest is { } largest)
        {
            square = largest[index].copy_(largest[index].maximum(square));
        }

        var t = Iteration + 1;
        var step = rate * Math.Sqrt(1 - Math.Pow(_beta2, t)) / (1 - Math.Pow(_beta1, t));
        parameter.AccumulateQuotient(mean, square.sqrt().Shift(_epsilon), -step);
    }
}
