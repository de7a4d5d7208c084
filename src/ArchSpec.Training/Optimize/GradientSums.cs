using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Optimize;

/// <summary>Sums the gradients of several steps, as Keras's <c>gradient_accumulation_steps</c>.</summary>
internal sealed class GradientSums(Tensor[] sums, int steps)
{
    /// <summary>How many steps make one change.</summary>
    public int Steps => steps;

    /// <summary>Adds gradients; where they complete a sum they become the mean, and the next sum begins.</summary>
    /// <param name="gradients">Of this step.</param>
    /// <param name="call">The number of steps so far.</param>
    public bool Complete(Tensor?[] gradients, long call)
    {
        var complete = (call + 1) % steps == 0;
        for (var index = 0; index < gradients.Length; index++)
        {
            if (gradients[index] is not { } gradient)
            {
                continue;
            }

            sums[index].Accumulate(gradient);
            if (complete)
            {
                gradient.copy_(sums[index]).Scale(1.0 / steps);
                sums[index].zero_();
            }
        }

        return complete;
    }
}
