using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>
/// Changes parameters by their gradients, with Keras's formulas and in Keras's order (<c>BaseOptimizer.apply</c>): gradients are
/// unscaled, accumulated, clipped; weights decay, then change, then are averaged. TorchSharp's own optimizers compute with
/// numbers that may be freed too early (<see cref="Arithmetic"/>), and its Adam has its epsilon elsewhere.
/// </summary>
internal abstract class GradientOptimizer : IDisposable
{
    private readonly List<Tensor> _state = [];
    private readonly Parameter[] _parameters;
    private readonly Tensor?[] _gradients;
    private readonly RateSchedule _rate;
    private readonly GradientClip _clip;
    private readonly GradientSums? _sums;
    private readonly WeightAverages? _averages;
    private readonly double? _decay;
    private readonly double? _scale;
    private long _calls;

    protected GradientOptimizer(IEnumerable<Parameter> parameters, KerasObject options)
    {
        _parameters = [.. parameters];
        _gradients = new Tensor?[_parameters.Length];
        _rate = new RateSchedule(Optimizers.RateOf(options));
        _clip = new GradientClip(options);
        _decay = Optimizers.WeightDecayOf(options);
        _scale = options.Get(OptimizerArguments.LossScaleFactor);
        _sums = options.Get(OptimizerArguments.GradientAccumulationSteps) is { } steps ? new GradientSums(Filled(0), steps) : null;
        _averages = options.Get(OptimizerArguments.UseEma) ? new WeightAverages(_parameters, Filled(0), options) : null;
    }

    /// <summary>The step size of the next step.</summary>
    public double LearningRate => _rate.At(_calls);

    /// <summary>What the loss is to be multiplied with before its gradients are computed.</summary>
    public double LossScale => _scale ?? 1;

    /// <summary>Whether a moving average of the weights is kept.</summary>
    public bool Averages => _averages is not null;

    /// <summary>The number of changes so far; with accumulated gradients not every call of <see cref="Step"/> is one.</summary>
    protected long Iteration => _calls / (_sums?.Steps ?? 1);

    /// <summary>The optimizer that a spec names.</summary>
    public static GradientOptimizer For(KerasObject optimizer, IEnumerable<Parameter> parameters) => optimizer.Name switch
    {
        "SGD" => new Sgd(parameters, optimizer),
        "Adam" or "AdamW" => new Adam(parameters, optimizer),
        "RMSprop" => new RmsProp(parameters, optimizer),
        "Adagrad" => new Adagrad(parameters, optimizer),
        "Adadelta" => new Adadelta(parameters, optimizer),
        "Adamax" => new Adamax(parameters, optimizer),
        "Nadam" => new Nadam(parameters, optimizer),
        "Ftrl" => new Ftrl(parameters, optimizer),
        "Lion" => new Lion(parameters, optimizer),
        "Lamb" => new Lamb(parameters, optimizer),
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer.Name, "no such optimizer"),
    };

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var parameter in _parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <summary>Changes every parameter that has a gradient.</summary>
    public void Step()
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        TakeGradients();
        if (_sums is null || _sums.Complete(_gradients, _calls))
        {
            _clip.Apply(_gradients);
            ChangeAll(LearningRate);
        }

        _averages?.Update(Iteration);
        _calls++;
    }

    /// <summary>Sets the weights to their moving averages.</summary>
    public void SetToAverages()
    {
        using var quiet = no_grad();
        _averages?.Overwrite();
    }

    /// <inheritdoc/>
    public void Dispose() => _state.ForEach(tensor => tensor.Dispose());

    /// <summary>Is called before the parameters of a step are changed.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Changes one parameter, whose gradient may be changed too.</summary>
    protected abstract void Change(int index, Tensor parameter, Tensor gradient, double rate);

    /// <summary>A tensor of one number for each parameter, which lives as long as the optimizer.</summary>
    protected Tensor[] Filled(double value)
    {
        using var quiet = no_grad();
        var filled = Array.ConvertAll(_parameters, parameter => zeros_like(parameter, requires_grad: false).Shift(value).DetachFromDisposeScope());
        _state.AddRange(filled);
        return filled;
    }

    private void TakeGradients()
    {
        for (var index = 0; index < _parameters.Length; index++)
        {
            _gradients[index] = _parameters[index].grad;
            if (_scale is { } scale)
            {
                _gradients[index]?.Scale(1 / scale);
            }
        }
    }

    private void ChangeAll(double rate)
    {
        BeginStep();
        for (var index = 0; index < _parameters.Length; index++)
        {
            if (_gradients[index] is { } gradient)
            {
                using var scope = NewDisposeScope();
                if (_decay is { } decay)
                {
                    _parameters[index].Scale(1 - (decay * rate));
                }

                Change(index, _parameters[index], gradient, rate);
            }
        }
    }
}
