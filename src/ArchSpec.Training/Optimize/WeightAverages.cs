using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>Moving averages of the weights, as Keras's <c>use_ema</c>: a = μ a + (1 − μ) w, beginning with w.</summary>
internal sealed class WeightAverages(Parameter[] parameters, Tensor[] averages, KerasObject options)
{
    private readonly double _momentum = options.Get(OptimizerArguments.EmaMomentum);
    private readonly int? _frequency = options.Get(OptimizerArguments.EmaOverwriteFrequency);

    /// <summary>Takes the weights in after a step; sets them to their averages where it is time.</summary>
    public void Update(long iteration)
    {
        var momentum = iteration == 0 ? 0 : _momentum;
        for (var index = 0; index < averages.Length; index++)
        {
            averages[index].Scale(momentum).Accumulate(parameters[index], 1 - momentum);
        }

        if (_frequency is { } frequency && (iteration + 1) % frequency == 0)
        {
            Overwrite();
        }
    }

    /// <summary>Sets the weights to their averages.</summary>
    public void Overwrite()
    {
        for (var index = 0; index < averages.Length; index++)
        {
            parameters[index].copy_(averages[index]);
        }
    }
}
