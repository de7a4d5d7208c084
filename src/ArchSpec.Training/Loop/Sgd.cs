using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Gradient descent as <c>keras.optimizers.SGD</c>: v = μ v − α g and w += v; with Nesterov's momentum w += μ v − α g.
/// </summary>
internal sealed class Sgd : GradientOptimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private readonly IReadOnlyList<Tensor> _velocities;

    public Sgd(IEnumerable<Parameter> parameters, LayerArguments arguments)
        : base(parameters)
    {
        LearningRate = arguments.Get(Optimizers.SgdLearningRate);
        _momentum = arguments.Get(Optimizers.Momentum);
        _nesterov = arguments.Get(Optimizers.Nesterov);
        _velocities = _momentum > 0 ? Zeros() : [];
    }

    public override double LearningRate { get; }

    protected override void Change(int index, Parameter parameter, Tensor gradient)
    {
        if (_momentum == 0)
        {
            parameter.Accumulate(gradient, -LearningRate);
            return;
        }

        var velocity = _velocities[index].Scale(_momentum).Accumulate(gradient, -LearningRate);
        if (_nesterov)
        {
            parameter.Accumulate(velocity, _momentum).Accumulate(gradient, -LearningRate);
        }
        else
        {
            parameter.Accumulate(velocity);
        }
    }
}
