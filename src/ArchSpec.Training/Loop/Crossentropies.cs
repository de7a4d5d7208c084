using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>The crossentropies of <c>keras.losses</c>, from probabilities or from logits.</summary>
internal static class Crossentropies
{
    private const double Epsilon = LossFunctions.Epsilon;

    /// <summary>The function of a loss that is one.</summary>
    public static LossFunction For(KerasObject loss)
    {
        var (fromLogits, axis) = (loss.Get(Losses.FromLogits), (long)loss.Get(Losses.Axis));
        return loss.Name switch
        {
            "categorical_crossentropy" => (truth, predicted) => Categorical(Smoothed(loss, truth, predicted.shape[^1]), predicted, fromLogits, axis),
            "sparse_categorical_crossentropy" => (truth, predicted) => Sparse(truth, predicted, fromLogits, axis, loss.Get(Losses.IgnoreClass)),
            "binary_crossentropy" => (truth, predicted) => Binary(Smoothed(loss, truth, 2), predicted, fromLogits).mean([axis]),
            "binary_focal_crossentropy" => (truth, predicted) =>
                BinaryFocal(loss, Smoothed(loss, truth, 2), fromLogits ? predicted.sigmoid() : predicted).mean([axis]),
            _ => (truth, predicted) => CategoricalFocal(loss, Smoothed(loss, truth, predicted.shape[^1]), predicted, fromLogits, axis),
        };
    }

    private static Tensor Smoothed(KerasObject loss, Tensor truth, long classes)
    {
        var smoothing = loss.Get(Losses.LabelSmoothing);
        return smoothing == 0 ? truth : truth.Times(1 - smoothing).Plus(smoothing / classes);
    }

    private static Tensor Categorical(Tensor truth, Tensor predicted, bool fromLogits, long axis) =>
        truth.mul(fromLogits ? predicted.log_softmax(axis) : Share(predicted, axis).log()).sum(axis).neg();

    // What does not count leaves the mean of the others as it is.
    private static Tensor Sparse(Tensor truth, Tensor predicted, bool fromLogits, long axis, int? ignored)
    {
        if (ignored is not { } ignore)
        {
            return Picked(truth, predicted, fromLogits, axis);
        }

        var counts = truth.Is(ignore).logical_not();
        var losses = Picked(truth.mul(counts.to(truth.dtype)), predicted, fromLogits, axis);
        var valid = counts.to(losses.dtype);
        return losses.mul(valid).mul(valid.mean().AtLeast(Epsilon).reciprocal());
    }

    private static Tensor Picked(Tensor truth, Tensor predicted, bool fromLogits, long axis)
    {
        var logarithms = fromLogits ? predicted.log_softmax(axis) : Share(predicted, axis).log();
        return logarithms.gather(axis, truth.to(ScalarType.Int64).unsqueeze(axis)).squeeze(axis).neg();
    }

    private static Tensor Share(Tensor predicted, long axis) =>
        predicted.div(predicted.sum(axis, keepdim: true)).Clamped(Epsilon, 1 - Epsilon);

    private static Tensor Binary(Tensor truth, Tensor predicted, bool fromLogits)
    {
        if (fromLogits)
        {
            // max(x, 0) − x y + log(1 + e⁻|x|)
            return predicted.relu().Minus(predicted.mul(truth)).Plus(predicted.abs().neg().logaddexp(zeros_like(predicted)));
        }

        var p = predicted.Clamped(Epsilon, 1 - Epsilon);
        return truth.mul(p.log()).Plus(truth.SubtractedFrom(1).mul(p.SubtractedFrom(1).log())).neg();
    }

    private static Tensor BinaryFocal(KerasObject loss, Tensor truth, Tensor predicted)
    {
        var others = truth.SubtractedFrom(1);
        var right = truth.mul(predicted).Plus(others.mul(predicted.SubtractedFrom(1)));
        var focal = right.SubtractedFrom(1).Power(loss.Get(Losses.Gamma)).mul(Binary(truth, predicted, fromLogits: false));
        var alpha = loss.Get(Losses.FocalAlpha);
        return loss.Get(Losses.ClassBalancing) ? focal.mul(truth.Times(alpha).Plus(others.Times(1 - alpha))) : focal;
    }

    private static Tensor CategoricalFocal(KerasObject loss, Tensor truth, Tensor predicted, bool fromLogits, long axis)
    {
        var p = Share(fromLogits ? predicted.softmax(axis) : predicted, axis);
        var weights = p.SubtractedFrom(1).Power(loss.Get(Losses.Gamma)).Times(loss.Get(Losses.FocalAlpha));
        return weights.mul(truth.mul(p.log())).sum(axis).neg();
    }
}
