using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary><c>keras.optimizers.Adagrad</c> (Duchi et al. 2011): a += g², w −= α g / √(a + ε).</summary>
internal sealed class Adagrad : GradientOptimizer
{
    private readonly double _epsilon;
    private readonly Tensor[] _sums;

    public Adagrad(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _epsilon = options.Get(Optimizers.Epsilon);
        _sums = Filled(options.Get(Optimizers.InitialAccumulator));
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        var sum = _sums[index].AccumulateProduct(gradient, gradient, 1);
        parameter.AccumulateQuotient(gradient, sum.Plus(_epsilon).sqrt_(), -rate);
    }
}
