using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Optimize;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>One step of training: the loss of a batch, its gradients, and what the optimizer and the constraints make of the weights.</summary>
internal sealed class TrainingStep : IDisposable
{
    private readonly Objective _objective;
    private readonly Projections _projections;

    /// <exception cref="TrainingException">Nothing of the network is trainable.</exception>
    public TrainingStep(CompiledNetwork network, Loss loss, KerasObject optimizer)
    {
        (_objective, _projections) = (new Objective(network, loss), new Projections(network));
        var trainable = network.TrainableParameters.ToList();
        Optimizer = trainable.Count > 0
            ? GradientOptimizer.For(optimizer, trainable)
            : throw new TrainingException($"nothing of '{network.Network.Name}' is trainable: every layer with weights is frozen");
    }

    /// <summary>How much each class counts, or null where all count alike.</summary>
    public Tensor? ClassWeights { get; init; }

    /// <summary>What changes the weights.</summary>
    public GradientOptimizer Optimizer { get; }

    /// <summary>Trains on a batch.</summary>
    /// <returns>The outputs that the loss took, and the sum of the batch's losses before the change; neither has a gradient.</returns>
    /// <param name="images">N × C × H × W.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="observer">Is told what each step of the network takes, or null.</param>
    public (Tensor Outputs, Tensor Sum) Run(Tensor images, Tensor labels, StepObserver? observer = null)
    {
        Optimizer.ZeroGradients();
        var (outputs, sum) = _objective.Of(images, labels, observer, ClassWeights);
        sum.Times(Optimizer.LossScale / labels.shape[0]).backward();
        Optimizer.Step();
        _projections.Apply();
        return (outputs.detach(), sum.detach());
    }

    /// <inheritdoc/>
    public void Dispose() => Optimizer.Dispose();
}
