using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Adam as Keras computes it: w −= α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the form at the end of section 2 of Kingma and Ba
/// 2014. Where gradients are as small as ε, its place decides the first steps' length.
/// </summary>
internal sealed class Adam : GradientOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly IReadOnlyList<Tensor> _means;
    private readonly IReadOnlyList<Tensor> _squares;
    private long _steps;

    public Adam(IEnumerable<Parameter> parameters, LayerArguments arguments)
        : base(parameters)
    {
        LearningRate = arguments.Get(Optimizers.AdamLearningRate);
        _beta1 = arguments.Get(Optimizers.Beta1);
        _beta2 = arguments.Get(Optimizers.Beta2);
        _epsilon = arguments.Get(Optimizers.Epsilon);
        (_means, _squares) = (Zeros(), Zeros());
    }

    public override double LearningRate { get; }

    protected override void BeginStep() => _steps++;

    protected override void Change(int index, Parameter parameter, Tensor gradient)
    {
        var (mean, square) = (_means[index], _squares[index]);
        mean.Scale(_beta1).Accumulate(gradient, 1 - _beta1);
        square.Scale(_beta2).AccumulateProduct(gradient, gradient, 1 - _beta2);
        var step = LearningRate * Math.Sqrt(1 - Math.Pow(_beta2, _steps)) / (1 - Math.Pow(_beta1, _steps));
        parameter.AccumulateQuotient(mean, square.sqrt().Shift(_epsilon), -step);
    }
}
