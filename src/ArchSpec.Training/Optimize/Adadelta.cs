using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// <c>keras.optimizers.Adadelta</c> (Zeiler 2012): v = ρ v + (1 − ρ) g², d = −g √(u + ε) / √(v + ε), u = ρ u + (1 − ρ) d²,
/// w += α d.
/// </summary>
internal sealed class Adadelta : GradientOptimizer
{
    private readonly double _rho;
    private readonly double _epsilon;
    private readonly Tensor[] _squares;
    private readonly Tensor[] _steps;

    public Adadelta(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _rho = options.Get(Optimizers.AdadeltaRho);
        _epsilon = options.Get(Optimizers.Epsilon);
        (_squares, _steps) = (Filled(0), Filled(0));
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var square = _squares[index].Scale(_rho).AccumulateProduct(gradient, gradient, 1 - _rho);
        var step = _steps[index].Plus(_epsilon).sqrt_().mul_(gradient).div_(square.Plus(_epsilon).sqrt_());
        _steps[index].Scale(_rho).AccumulateProduct(step, step, 1 - _rho);
        parameter.Accumulate(step, -rate);
    }
}
