using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// The usual losses of classifiers, computed from the values before softmax or sigmoid. Keras clips probabilities to 1e-7, so
/// that its losses end at 16.1; these do not.
/// </summary>
internal static class LogitLosses
{
    /// <summary>The loss for a network's head, or null where it is to be computed from the network's outputs.</summary>
    public static Loss? For(KerasObject loss, ClassifierHead head) => (loss.Name, head.End.Kind) switch
    {
        _ when head.End.LogitStep is null || !TakesLastAxis(loss) || loss.Get(Losses.FromLogits) => null,
        ("categorical_crossentropy", OutputKind.Softmax) => new Categorical(loss.Get(Losses.LabelSmoothing)),
        ("sparse_categorical_crossentropy", OutputKind.Softmax) when loss.Get(Losses.IgnoreClass) is null => new Categorical(0),
        ("binary_crossentropy", OutputKind.Sigmoid) when head.Outputs == 1 => new Binary(loss.Get(Losses.LabelSmoothing)),
        _ => null,
    };

    private static bool TakesLastAxis(KerasObject loss) => loss.Type.Arguments.Contains(Losses.Axis) && loss.Get(Losses.Axis) is -1 or 1;

    private sealed class Categorical(double smoothing) : Loss
    {
        public override Tensor Sum(Tensor outputs, Tensor labels, Tensor? weights = null) => weights is null
            ? nn.functional.cross_entropy(outputs, labels, reduction: nn.Reduction.Sum, label_smoothing: smoothing)
            : nn.functional.cross_entropy(outputs, labels, reduction: nn.Reduction.None, label_smoothing: smoothing).mul(weights.index_select(0, labels)).sum();

        public override Tensor Predict(Tensor outputs) => outputs.argmax(1);

        public override Tensor Probabilities(Tensor outputs) => outputs.softmax(1);
    }

    private sealed class Binary(double smoothing) : Loss
    {
        public override Tensor Sum(Tensor outputs, Tensor labels, Tensor? weights = null)
        {
            var truth = labels.to(outputs.dtype);
            return nn.functional.binary_cross_entropy_with_logits(
                outputs.squeeze(1), smoothing == 0 ? truth : truth.Scale(1 - smoothing).Shift(smoothing / 2), weights?.index_select(0, labels), nn.Reduction.Sum);
        }

        public override Tensor Predict(Tensor outputs) => outputs.squeeze(1).IsPositive().to(ScalarType.Int64);

        public override Tensor Probabilities(Tensor outputs) => Scores.Pair(outputs.sigmoid());
    }
}
