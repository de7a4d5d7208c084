using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// Gradient descent as <c>keras.optimizers.SGD</c>: v = μ v − α g and w += v; with Nesterov's momentum w += μ v − α g.
/// </summary>
internal sealed class Sgd : GradientOptimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private readonly Tensor[] _velocities;

    public Sgd(IEnumerable<Parameter> parameters, KerasObject options)
        : base(parameters, options)
    {
        _momentum = options.Get(Optimizers.Momentum);
        _nesterov = options.Get(Optimizers.Nesterov);
        _velocities = _momentum > 0 ? Filled(0) : [];
    }

    protected override void Change(int index, Tensor parameter, Tensor gradient, double rate)
    {
        if (_momentum == 0)
        {
            parameter.Accumulate(gradient, -rate);
            return;
        }

        var velocity = _velocities[index].Scale(_momentum).Accumulate(gradient, -rate);
        if (_nesterov)
        {
            parameter.Accumulate(velocity, _momentum).Accumulate(gradient, -rate);
        }
        else
        {
            parameter.Accumulate(velocity);
        }
    }
}
