using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Changes parameters by their gradients, with Keras's formulas. TorchSharp's own optimizers compute with numbers that may be
/// freed too early (<see cref="Plugins.Torch.Arithmetic"/>), and its Adam has its epsilon elsewhere.
/// </summary>
internal abstract class GradientOptimizer(IEnumerable<Parameter> parameters) : IDisposable
{
    private readonly List<Tensor> _state = [];

    protected IReadOnlyList<Parameter> Parameters { get; } = [.. parameters];

    /// <summary>The step size.</summary>
    public abstract double LearningRate { get; }

    /// <summary>The optimizer that a spec names.</summary>
    public static GradientOptimizer For(OptimizerChoice choice, IEnumerable<Parameter> parameters) => choice.Type.Name switch
    {
        "Adam" => new Adam(parameters, choice.Arguments),
        _ => new Sgd(parameters, choice.Arguments),
    };

    /// <summary>Forgets the gradients.</summary>
    public void ZeroGradients()
    {
        foreach (var gradient in Parameters.Select(parameter => parameter.grad).OfType<Tensor>())
        {
            using (gradient)
            {
                gradient.zero_();
            }
        }
    }

    /// <summary>Changes every parameter that has a gradient.</summary>
    public void Step()
    {
        using var quiet = no_grad();
        BeginStep();
        for (var index = 0; index < Parameters.Count; index++)
        {
            using var scope = NewDisposeScope();
            if (Parameters[index].grad is { } gradient)
            {
                Change(index, Parameters[index], gradient);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _state.ForEach(tensor => tensor.Dispose());

    protected virtual void BeginStep()
    {
    }

    protected abstract void Change(int index, Parameter parameter, Tensor gradient);

    /// <summary>A tensor of zeros for each parameter, which lives as long as the optimizer.</summary>
    protected IReadOnlyList<Tensor> Zeros()
    {
        var zeros = Parameters.Select(parameter => zeros_like(parameter, requires_grad: false).DetachFromDisposeScope()).ToList();
        _state.AddRange(zeros);
        return zeros;
    }
}
