using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Spec;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>Computes losses of true and predicted values, tensors of one shape in Keras's order, before any reduction.</summary>
/// <param name="truth">What is right; whole numbers of one dimension less for a sparse loss.</param>
/// <param name="predicted">What the model returns.</param>
internal delegate Tensor LossFunction(Tensor truth, Tensor predicted);

/// <summary>The functions of <c>keras.losses</c>, with its clipping and normalisation.</summary>
internal static class LossFunctions
{
    /// <summary>What keeps logarithms and divisors from 0: <c>keras.backend.epsilon()</c>.</summary>
    internal const double Epsilon = 1e-7;

    /// <summary>The function of a loss; Keras's loss is the mean of what it returns.</summary>
    public static LossFunction For(KerasObject loss) => loss.Name switch
    {
        "categorical_crossentropy" or "sparse_categorical_crossentropy" or "binary_crossentropy" or "binary_focal_crossentropy"
            or "categorical_focal_crossentropy" => Crossentropies.For(loss),
        "kl_divergence" => KlDivergence,
        "poisson" => (truth, predicted) => Mean(predicted.Minus(truth.mul(predicted.Plus(Epsilon).log()))),
        "cosine_similarity" => (truth, predicted) => Cosine(truth, predicted, loss.Get(Losses.Axis)),
        "hinge" => (truth, predicted) => Mean(Margin(truth, predicted)),
        "squared_hinge" => (truth, predicted) => Mean(Margin(truth, predicted).Squared()),
        "categorical_hinge" => CategoricalHinge,
        "dice" => (truth, predicted) => Dice(truth, predicted, AxesOf(loss, predicted)),
        "tversky" => (truth, predicted) => Tversky(truth, predicted, loss.Get(Losses.TverskyAlpha), loss.Get(Losses.TverskyBeta), AxesOf(loss, predicted)),
        _ => (truth, predicted) => Mean(Errors(loss, truth, predicted)),
    };

    private static Tensor Errors(KerasObject loss, Tensor truth, Tensor predicted) => loss.Name switch
    {
        "mean_squared_error" => truth.Minus(predicted).Squared(),
        "mean_absolute_error" => truth.Minus(predicted).abs(),
        "mean_absolute_percentage_error" => truth.Minus(predicted).div(truth.abs().AtLeast(Epsilon)).abs().Times(100),
        "mean_squared_logarithmic_error" => predicted.AtLeast(Epsilon).Plus(1).log().Minus(truth.AtLeast(Epsilon).Plus(1).log()).Squared(),
        "huber" => Huber(predicted.Minus(truth), loss.Get(Losses.Delta)),
        "log_cosh" => LogCosh(predicted.Minus(truth)),
        _ => throw new ArgumentOutOfRangeException(nameof(loss), loss.Name, "no such loss"),
    };

    private static Tensor Mean(Tensor values) => values.mean([-1L]);

    private static Tensor Huber(Tensor error, double delta)
    {
        var size = error.abs();
        return where(size.IsAbove(delta).IsNonZero(), size.Times(delta).Plus(-0.5 * delta * delta), error.Squared().Times(0.5));
    }

    // log cosh x = x + log(1 + e⁻²ˣ) − log 2
    private static Tensor LogCosh(Tensor error) => error.Plus(error.Times(-2).logaddexp(zeros_like(error))).Plus(-Math.Log(2));

    private static Tensor KlDivergence(Tensor truth, Tensor predicted)
    {
        var (y, p) = (truth.Clamped(Epsilon, 1), predicted.Clamped(Epsilon, 1));
        return y.mul(y.div(p).log()).sum(-1L);
    }

    private static Tensor Cosine(Tensor truth, Tensor predicted, int axis) => Unit(truth, axis).mul(Unit(predicted, axis)).sum((long)axis).neg();

    /// <summary>x over its norm along an axis, as <c>keras.ops.normalize</c>.</summary>
    internal static Tensor Unit(Tensor x, long axis) =>
        x.mul(x.Squared().sum(axis, keepdim: true).AtLeast(Epsilon * Epsilon).sqrt().reciprocal());

    // Labels that are all 0 or 1 become −1 and 1.
    private static Tensor Margin(Tensor truth, Tensor predicted)
    {
        var binary = truth.Is(0).logical_or(truth.Is(1)).all();
        var signs = where(binary, truth.Times(2).Plus(-1), truth);
        return signs.mul(predicted).SubtractedFrom(1).relu();
    }

    private static Tensor CategoricalHinge(Tensor truth, Tensor predicted)
    {
        var (right, wrong) = (truth.mul(predicted).sum(-1L), truth.SubtractedFrom(1).mul(predicted).amax([-1L]));
        return wrong.Minus(right).Plus(1).relu();
    }

    private static Tensor Dice(Tensor truth, Tensor predicted, long[] axes)
    {
        var both = truth.mul(predicted).sum(axes).Times(2);
        return both.div(truth.sum(axes).Plus(predicted.sum(axes)).Plus(Epsilon)).SubtractedFrom(1);
    }

    // Keras's names: alpha weighs what is there and not seen, beta what is seen and not there.
    private static Tensor Tversky(Tensor truth, Tensor predicted, double alpha, double beta, long[] axes)
    {
        var both = truth.mul(predicted).sum(axes);
        var missed = predicted.SubtractedFrom(1).mul(truth).sum(axes).Times(alpha);
        var extra = truth.SubtractedFrom(1).mul(predicted).sum(axes).Times(beta);
        return both.div(both.Plus(missed).Plus(extra).Plus(Epsilon)).SubtractedFrom(1);
    }

    private static long[] AxesOf(KerasObject loss, Tensor predicted)
    {
        var given = loss.Get(Losses.Axes);
        var axes = new long[given?.Count ?? predicted.dim()];
        for (var at = 0; at < axes.Length; at++)
        {
            axes[at] = given?[at] ?? at;
        }

        return axes;
    }
}
