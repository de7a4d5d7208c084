using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary><c>keras.optimizers.Lion</c> (Chen et al. 2023): w −= α sign(β₁ m + (1 − β₁) g), m = β₂ m + (1 − β₂) g.</summary>
internal sealed class Lion : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly Tensor[] _means;

    public Lion(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _beta1 = options.Get(Optimizers.Beta1);
        _beta2 = options.Get(Optimizers.LionBeta2);
        _means = Filled(0);
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        parameter.Accumulate(_means[index].Times(_beta1).Accumulate(gradient, 1 - _beta1).sign(), -rate);
        _means[index].Scale(_beta2).Accumulate(gradient, 1 - _beta2);
    }
}
