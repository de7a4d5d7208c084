using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Adam as Keras computes it: w −= α √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), the form at the end of section 2 of Kingma and Ba
/// 2014. TorchSharp adds ε to √(v / (1 − β₂ᵗ)) instead; that is the same with ε / √(1 − β₂ᵗ) for its ε, which is set before each
/// step. Where gradients are as small as ε, the first steps would otherwise be up to 30 times as long.
/// </summary>
internal sealed class KerasAdam(IEnumerable<Parameter> parameters, double learningRate, double beta1, double beta2, double epsilon)
    : Adam(parameters, learningRate, beta1, beta2, epsilon)
{
    private readonly double _epsilon = epsilon;
    private long _steps;

    public override Tensor step(Func<Tensor>? closure = null)
    {
        _steps++;
        foreach (var options in ParamGroups.Cast<ParamGroup>().Select(group => group.Options))
        {
            options.eps = _epsilon / Math.Sqrt(1 - Math.Pow(options.beta2!.Value, _steps));
        }

        return base.step(closure);
    }
}
