using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.RMSprop</c> (Hinton 2012): v = ρ v + (1 − ρ) g², w −= α g / √(v + ε); centred, the square of the mean
/// gradient is taken off v; with momentum the steps are m = μ m + step.
/// </summary>
internal sealed class RmsProp : GradientOptimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly Tensor[] _squares;
    private readonly Tensor[]? _means;
    private readonly Tensor[]? _steps;

    public RmsProp(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _rho = options.Get(Optimizers.Rho);
        _momentum = options.Get(Optimizers.Momentum);
        _epsilon = options.Get(Optimizers.Epsilon);
        _squares = Filled(0);
        _means = options.Get(Optimizers.Centered) ? Filled(0) : null;
        _steps = _momentum > 0 ? Filled(0) : null;
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var square = _squares[index].Scale(_rho).AccumulateProduct(gradient, gradient, 1 - _rho);
        var divisor = square.Plus(_epsilon);
        if (_means is { } means)
        {
            var mean = means[index].Scale(_rho).Accumulate(gradient, 1 - _rho);
            divisor.AccumulateProduct(mean, mean, -1);
        }

        if (_steps is { } steps)
        {
            parameter.Accumulate(steps[index].Scale(_momentum).AccumulateQuotient(gradient, divisor.sqrt_(), rate), -1);
        }
        else
        {
            parameter.AccumulateQuotient(gradient, divisor.sqrt_(), -rate);
        }
    }
}
