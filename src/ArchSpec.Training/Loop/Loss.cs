using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// A loss with its accuracy for a network and labelled images: the sum over a batch, so that epochs of ragged batches average
/// exactly.
/// </summary>
public abstract class Loss
{
    /// <summary>Whether it is computed from what the network returns before its last activation, without loss of precision.</summary>
    public virtual bool TakesLogits => true;

    /// <summary>
    /// Whether the model is trained to give probabilities: by a softmax, a sigmoid, or a loss that takes logits. Other outputs
    /// become values from 0 to 1 that rank images and classes, and do not say how often the model is right.
    /// </summary>
    public virtual bool GivesProbabilities => true;

    /// <summary>The loss for a network and a number of classes.</summary>
    /// <param name="loss">One of <see cref="Spec.Losses"/>.</param>
    /// <param name="network">The network, whose head must fit.</param>
    /// <param name="classes">The classes of the data.</param>
    /// <exception cref="TrainingException">The loss, the network's head and the data do not go together.</exception>
    public static Loss For(KerasObject loss, CompiledNetwork network, int classes)
    {
        var head = ClassifierHead.Of(network);
        head.Check(loss, classes);
        return LogitLosses.For(loss, head) ?? new OutputLoss(loss, head.Outputs, head.End.Kind);
    }

    /// <summary>The sum of the batch's losses, one value with a gradient.</summary>
    /// <param name="outputs">N × classes, or N × 1.</param>
    /// <param name="labels">N classes.</param>
    /// <param name="weights">How much each class counts, or null where all count alike.</param>
    public abstract Tensor Sum(Tensor outputs, Tensor labels, Tensor? weights = null);

    /// <summary>The predicted class of each image, N.</summary>
    public abstract Tensor Predict(Tensor outputs);

    /// <summary>
    /// How sure the model is of each class: N × classes, each row from 0 to 1 with the sum 1. Softmax and sigmoid are the model's
    /// probabilities; see <see cref="GivesProbabilities"/> for other heads.
    /// </summary>
    /// <param name="outputs">N × classes, or N × 1, of which 1 − p and p become two classes.</param>
    public abstract Tensor Probabilities(Tensor outputs);

    /// <summary>How many of a batch are right, one value on the device.</summary>
    public Tensor Correct(Tensor outputs, Tensor labels) => Predict(outputs).eq(labels).sum();
}
