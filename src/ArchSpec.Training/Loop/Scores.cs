using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Training.Loop;

/// <summary>
/// Turns what a classifier returns into values for each class that are from 0 to 1 and add up to 1, N × classes. They order the
/// classes as <see cref="Loss.Predict"/> does.
/// </summary>
internal static class Scores
{
    private const double Epsilon = 1e-12;

    /// <summary>1 − p and p, of the values p of one output.</summary>
    public static Tensor Pair(Tensor second) => cat([second.SubtractedFrom(1), second], 1);

    /// <summary>The scores of one output.</summary>
    /// <param name="outputs">N × 1.</param>
    /// <param name="threshold">
    /// Above it is class 1. At 0.5 an output stands for the class itself, 0 or 1, and is cut to that range; at 0 it is a margin or
    /// a logit, of which the sigmoid is taken.
    /// </param>
    public static Tensor OfOne(Tensor outputs, double threshold) => Pair(threshold == 0 ? outputs.sigmoid() : outputs.Clamped(0, 1));

    /// <summary>
    /// The scores of an output for each class: those of a softmax as they are, those of sigmoids by their share of the sum, and of
    /// all else the softmax, which is right for logits and keeps the order of other values.
    /// </summary>
    /// <param name="outputs">N × classes.</param>
    /// <param name="kind">What the model ends in.</param>
    /// <param name="sigmoidsLeftOut">Whether the loss takes the sigmoid of each output itself.</param>
    public static Tensor OfMany(Tensor outputs, OutputKind kind, bool sigmoidsLeftOut) => kind switch
    {
        OutputKind.Softmax => outputs,
        OutputKind.Sigmoid => Shares(outputs),
        _ => sigmoidsLeftOut ? Shares(outputs.sigmoid()) : outputs.softmax(1),
    };

    private static Tensor Shares(Tensor values)
    {
        var above = values.Plus(Epsilon);
        return above.div(above.sum(1, keepdim: true));
    }
}
