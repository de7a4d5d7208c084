using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Runs a network on a batch and says what training lowers: the loss and the penalties of the network's regularizers.</summary>
internal sealed class Objective(CompiledNetwork network, Loss loss)
{
    private readonly Penalties _penalties = new(network);

    /// <summary>The outputs that the loss takes, and the sum of the batch's losses, one value with a gradient.</summary>
    public (Tensor Outputs, Tensor Sum) Of(Tensor images, Tensor labels, StepObserver? observer = null, Tensor? classWeights = null)
    {
        var activities = network.PenalizesOutputs ? new List<Tensor>() : null;
        var outputs = network.Run([images], loss.TakesLogits, observer, activities)[0];
        return (outputs, _penalties.AddTo(loss.Sum(outputs, labels, classWeights), activities, labels.shape[0]));
    }
}
