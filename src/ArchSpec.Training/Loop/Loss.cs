using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// A loss with its accuracy, by Keras's name, computed from logits: the sum over a batch, so that epochs of ragged batches
/// average exactly.
/// </summary>
public abstract class Loss
{
    /// <summary>The loss for a network and a number of classes.</summary>
    /// <param name="name">Keras's name.</param>
    /// <param name="network">The network, whose head must fit.</param>
    /// <param name="classes">The classes of the data.</param>
    /// <exception cref="TrainingException">The loss, the network's head and the data do not go together.</exception>
    public static Loss For(string name, CompiledNetwork network, int classes)
    {
        var (outputs, activation) = (OutputsOf(network), network.HeadActivation);
        return (name, activation) switch
        {
            ("categorical_crossentropy", "softmax") when outputs == classes => new Categorical(),
            ("binary_crossentropy", "sigmoid") when outputs == 1 && classes == 2 => new Binary(),
            ("categorical_crossentropy", "softmax") => throw new TrainingException($"the model has {outputs} outputs and the data has {classes} classes; both must be alike"),
            ("binary_crossentropy", "sigmoid") => throw new TrainingException($"binary_crossentropy needs one output and two classes, received {outputs} and {classes}"),
            ("categorical_crossentropy", _) => throw new TrainingException($"categorical_crossentropy needs a model that ends in softmax, received one that ends in {activation}"),
            _ => throw new TrainingException($"{name} needs a model that ends in sigmoid, received one that ends in {activation}"),
        };
    }

    /// <summary>The sum of the batch's losses, one value with a gradient.</summary>
    /// <param name="logits">N × classes, or N × 1.</param>
    /// <param name="labels">N classes.</param>
    public abstract Tensor Sum(Tensor logits, Tensor labels);

    /// <summary>The predicted class of each image, N.</summary>
    public abstract Tensor Predict(Tensor logits);

    /// <summary>How many of a batch are right, one value on the device.</summary>
    public Tensor Correct(Tensor logits, Tensor labels) => Predict(logits).eq(labels).sum();

    private static int OutputsOf(CompiledNetwork network) => network.Graph.Outputs is [var output]
        ? network.Graph.Steps[output].Output is { Rank: 1 } shape ? shape.RequireChannels() : throw new TrainingException($"a classifier's output is one row of values, received {network.Graph.Steps[output].Output}")
        : throw new TrainingException($"a classifier has one output, received {network.Graph.Outputs.Length}");

    private sealed class Categorical : Loss
    {
        public override Tensor Sum(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum);

        public override Tensor Predict(Tensor logits) => logits.argmax(1);
    }

    private sealed class Binary : Loss
    {
        public override Tensor Sum(Tensor logits, Tensor labels) =>
            nn.functional.binary_cross_entropy_with_logits(logits.squeeze(1), labels.to(logits.dtype), reduction: nn.Reduction.Sum);

        public override Tensor Predict(Tensor logits) => logits.squeeze(1).IsPositive().to(ScalarType.Int64);
    }
}
