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
    private IReadOnlyList<double>? _factors;
    private double? _setRate;
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

    /// <summary>The step size of the next step; one that is set holds from then on.</summary>
    public double LearningRate
    {
        get => _setRate ?? _rate.At(_calls);
        set => _setRate = value;
    }

    /// <summary>The steps so far, from which everything follows that is not in <see cref="State"/>.</summary>
    public long Calls => _calls;

    /// <summary>What is kept from step to step: means, squares, sums and averages, in an order that is always the same.</summary>
    public IReadOnlyList<Tensor> State => _state;

    /// <summary>The learning rate of each parameter as a share of the optimizer's, or null where all have it.</summary>
    public IReadOnlyList<double>? Factors
    {
        set => _factors = value;
    }

    /// <summary>What the loss is to be multiplied with before its gradients are computed.</summary>
    public double LossScale => _scale ?? 1;

    /// <summary>Whether a moving average of the weights is kept.</summary>
    public bool Averages => _averages is not null;

    /// <summary>The number of changes so far; with accumulated gradients not every call of <see cref="Step"/> is one.</summary>
    public long Iteration => _calls / (_sums?.Steps ?? 1);

    /// <summary>Whether the step that is next changes weights, and does not only add gradients up.</summary>
    protected bool ChangesWeights => _sums is null || (_calls + 1) % _sums.Steps == 0;

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

    /// <summary>Goes on where another optimizer of the same kind stood, whose <see cref="State"/> has been copied.</summary>
    /// <param name="calls">Its <see cref="Calls"/>.</param>
    /// <param name="rate">The learning rate that was set, or null.</param>
    public void GoOn(long calls, double? rate)
    {
        for (_calls = 0; _calls < calls; _calls++)
        {
            Skip();
        }

        _setRate = rate;
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

    /// <summary>Is called for each step that is not done again, for what an optimizer keeps outside of its state.</summary>
    protected virtual void Skip()
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
                var own = _factors is null ? rate : rate * _factors[index];
                if (_decay is { } decay)
                {
                    _parameters[index].Scale(1 - (decay * own));
                }

                Change(index, _parameters[index], gradient, own);
            }
        }
    }
}
