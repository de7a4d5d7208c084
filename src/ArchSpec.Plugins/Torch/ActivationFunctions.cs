using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// The activations as <c>keras.activations</c> computes them. They are put together from operations whose gradient is right
/// everywhere, also where two branches meet.
/// </summary>
internal static class ActivationFunctions
{
    /// <summary>Applies an activation, along an axis where it has one.</summary>
    public static Tensor Apply(KerasObject activation, Tensor x, long axis) => activation.Name switch
    {
        "linear" => x,
        "softmax" or "Softmax" => x.softmax(axis),
        "log_softmax" => x.log_softmax(axis),
        "sparsemax" => Sparsemax(x, axis),
        "glu" => x.glu(axis),
        "threshold" => x.OrElse(activation.Get(Activations.ThresholdBound), activation.Get(Activations.ThresholdValue)),
        "ReLU" => Rectifier.Torch.Relu(x, activation.Arguments),
        "LeakyReLU" => x.LeakyRelu(activation.Get(Rectifier.LeakySlope)),
        "ELU" => x.Elu(activation.Get(Rectifier.Alpha)),
        var name => Rectified(name, x) ?? Smooth(name, x) ?? throw new ArgumentOutOfRangeException(nameof(activation), name, "no such activation"),
    };

    /// <summary>x · Φ(x), with 0.5 · (1 + tanh(√(2 / π) · (x + 0.044715 · x³))) for Φ(x).</summary>
    public static Tensor ApproximateGelu(Tensor x) =>
        x.Times(0.5).mul(x.Power(3).Times(0.044715).Plus(x).Times(Math.Sqrt(2 / Math.PI)).tanh().Plus(1));

    // Those that are put together from straight lines.
    private static Tensor? Rectified(string name, Tensor x) => name switch
    {
        "relu" => x.relu(),
        "relu6" => x.relu().AtMost(6),
        "leaky_relu" => x.LeakyRelu(0.2),
        "hard_sigmoid" => x.hardsigmoid(),
        "hard_silu" => x.hardswish(),
        "hard_tanh" => x.Clamped(-1, 1),
        "hard_shrink" => x.mul(x.abs().IsAbove(0.5)),
        "soft_shrink" => x.Minus(x.Clamped(-0.5, 0.5)),
        "sparse_sigmoid" => x.Clamped(-1, 1).Plus(1).Times(0.5),
        "sparse_plus" => x.Clamped(-1, 1).Plus(1).Squared().Times(0.25).Plus(x.Plus(-1).relu()),
        _ => null,
    };

    private static Tensor? Smooth(string name, Tensor x) => name switch
    {
        "celu" or "elu" => x.Elu(1), // alike where alpha is 1, and a word has no alpha
        "exponential" => x.exp(),
        "gelu" => x.gelu(),
        "log_sigmoid" => x.log_sigmoid(),
        "mish" => x.mul(Softplus(x).tanh()),
        "selu" => x.selu(),
        "sigmoid" => x.sigmoid(),
        "silu" => x.silu(),
        "softplus" => Softplus(x),
        "softsign" => x.div(x.abs().Plus(1)),
        "squareplus" => x.Plus(x.Squared().Plus(4).sqrt()).Times(0.5),
        "tanh" => x.tanh(),
        "tanh_shrink" => x.Minus(x.tanh()),
        _ => null,
    };

    // log(1 + exp(x)), which never overflows this way.
    private static Tensor Softplus(Tensor x) => x.neg().log_sigmoid().neg();

    // What is above a bound, as Martins and Astudillo 2016, algorithm 1. But Keras 3.9 adds up the running sums of the values
    // that are let through where the paper adds up the values, so that the result adds up to 1 only where one value is: Keras's
    // numbers are what a model was trained with.
    private static Tensor Sparsemax(Tensor x, long axis)
    {
        var (sorted, _) = x.sort(axis, descending: true);
        var (running, places) = (sorted.cumsum(axis), ones_like(sorted).cumsum(axis));
        var supported = sorted.mul(places).Minus(running).IsAbove(-1);
        var bound = running.mul(supported).sum(axis, keepdim: true).Plus(-1).div(supported.sum(axis, keepdim: true));
        return x.Minus(bound).relu();
    }
}
