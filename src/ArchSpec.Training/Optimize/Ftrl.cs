using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.Ftrl</c> (McMahan et al. 2013): with n the sum of squared gradients and p the negated power,
/// z += g′ − (n₊ᵖ − nᵖ) / α · w and w = (clip(z, ±λ₁) − z) / (n₊ᵖ / α + 2 λ₂ + β / α).
/// </summary>
internal sealed class Ftrl : GradientOptimizer
{
    private readonly double _power;
    private readonly double _l1;
    private readonly double _l2;
    private readonly double _shrinkage;
    private readonly double _beta;
    private readonly Tensor[] _sums;
    private readonly Tensor[] _linear;

    public Ftrl(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _power = -options.Get(Optimizers.FtrlPower);
        _l1 = options.Get(Optimizers.FtrlL1);
        _l2 = options.Get(Optimizers.FtrlL2);
        _shrinkage = options.Get(Optimizers.FtrlShrinkage);
        _beta = options.Get(Optimizers.FtrlBeta);
        _sums = Filled(options.Get(Optimizers.InitialAccumulator));
        _linear = Filled(0);
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var (before, linear) = (_sums[index].Power(_power), _linear[index]);
        var after = _sums[index].AccumulateProduct(gradient, gradient, 1).Power(_power);
        linear.Accumulate(gradient).Accumulate(parameter, 2 * _shrinkage).AccumulateProduct(after.Minus(before), parameter, -1 / rate);
        var divisor = after.DividedBy(rate).Shift((2 * _l2) + (_beta / rate));
        parameter.copy_(linear.Clamped(-_l1, _l1).Accumulate(linear, -1).div_(divisor));
    }
}
