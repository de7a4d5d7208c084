using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// A loss computed from what the network returns, as Keras does. Labels become one value of 1 among zeros for each class, and one
/// value of 0 or 1 for a network of one output.
/// </summary>
internal sealed class OutputLoss(KerasObject loss, int outputs, OutputKind kind = OutputKind.Other) : Loss
{
    private readonly LossFunction _function = LossFunctions.For(loss);

    // What counts as class 1 where there is one output: above the middle of 0 and 1, or of −1 and 1, or a positive logit.
    private readonly double _threshold = loss.Name.EndsWith("hinge", StringComparison.Ordinal) || FromLogits(loss) ? 0 : 0.5;

    public override bool TakesLogits => false;

    public override bool GivesProbabilities => FromLogits(loss) || kind == OutputKind.Softmax || (kind == OutputKind.Sigmoid && (outputs > 1 || _threshold > 0));

    public override Tensor Sum(Tensor outputs, Tensor labels, Tensor? weights = null)
    {
        var losses = _function(Truth(labels, outputs.dtype), outputs);
        if (weights is not null && losses.dim() != 1)
        {
            throw new TrainingException($"class_weight needs a loss of each image, which {loss.Name} has not");
        }

        return (weights is null ? losses : losses.mul(weights.index_select(0, labels))).mean().Times(labels.shape[0]);
    }

    public override Tensor Predict(Tensor outputs) =>
        outputs.shape[1] == 1 ? outputs.squeeze(1).IsAbove(_threshold).to(ScalarType.Int64) : outputs.argmax(1);

    public override Tensor Probabilities(Tensor outputs) => outputs.shape[1] == 1
        ? Scores.OfOne(outputs, _threshold)
        : Scores.OfMany(outputs, kind, FromLogits(loss) && loss.Name.StartsWith("binary", StringComparison.Ordinal));

    private static bool FromLogits(KerasObject loss) => loss.Type.Arguments.Contains(Losses.FromLogits) && loss.Get(Losses.FromLogits);

    private Tensor Truth(Tensor labels, ScalarType type) => loss.Type == Losses.SparseCategoricalCrossentropy ? labels
        : outputs == 1 ? labels.unsqueeze(1).to(type)
        : nn.functional.one_hot(labels, outputs).to(type);
}
