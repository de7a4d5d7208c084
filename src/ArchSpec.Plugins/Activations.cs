using System.Collections.Immutable;
using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>
/// The activations that a layer may apply to its output, by Keras's names, and the layers of Keras that may stand in their
/// place with arguments of their own (<c>LeakyReLU(0.1)</c>).
/// </summary>
public static class Activations
{
    /// <summary>The input above which <see cref="Threshold"/> lets it through.</summary>
    public static Argument<double> ThresholdBound { get; } = ArchSpec.Layers.Argument.Number("threshold", "the input above which it stays", double.NegativeInfinity);

    /// <summary>What <see cref="Threshold"/> gives elsewhere.</summary>
    public static Argument<double> ThresholdValue { get; } = ArchSpec.Layers.Argument.Number("default_value", "the output elsewhere", double.NegativeInfinity);

    /// <summary>Changes nothing.</summary>
    public static KerasObjectType Linear { get; } = new("linear", "linear", []);

    /// <summary>x where it is above a bound, and another value elsewhere. Keras has no defaults for it.</summary>
    public static KerasObjectType Threshold { get; } = new("threshold", "threshold", [ThresholdBound, ThresholdValue]);

    /// <summary><c>keras.layers.ReLU</c> as an activation.</summary>
    public static KerasObjectType ReLULayer { get; } = new("ReLU", "ReLU", [Rectifier.MaxValue, Rectifier.NegativeSlope, Rectifier.Threshold]);

    /// <summary><c>keras.layers.LeakyReLU</c> as an activation.</summary>
    public static KerasObjectType LeakyReLULayer { get; } = new("LeakyReLU", "LeakyReLU", [Rectifier.LeakySlope]);

    /// <summary><c>keras.layers.ELU</c> as an activation.</summary>
    public static KerasObjectType ELULayer { get; } = new("ELU", "ELU", [Rectifier.Alpha]);

    /// <summary><c>keras.layers.Softmax</c> as an activation.</summary>
    public static KerasObjectType SoftmaxLayer { get; } =
        new("Softmax", "Softmax", [ArchSpec.Layers.Argument.LastAxis("axis", "the axis that adds up to 1")]);

    /// <summary>Every one that keeps the shape, so that any layer may have it.</summary>
    public static KerasObjectTypes OfLayers { get; } = new("an activation", "keras.activations",
    [
        Linear, Word("relu"), Word("sigmoid"), Word("softmax"), Word("tanh"), Word("celu"), Word("elu"), Word("exponential"), Word("gelu"),
        Word("hard_shrink"), Word("hard_sigmoid"), Word("hard_silu", "hard_swish"), Word("hard_tanh"), Word("leaky_relu"),
        Word("log_sigmoid"), Word("log_softmax"), Word("mish"), Word("relu6"), Word("selu"), Word("silu", "swish"), Word("soft_shrink"),
        Word("softplus"), Word("softsign"), Word("sparse_plus"), Word("sparse_sigmoid"), Word("sparsemax"), Word("squareplus"),
        Word("tanh_shrink"), Threshold, ReLULayer, LeakyReLULayer, ELULayer, SoftmaxLayer,
    ]);

    /// <summary>Every one: those of <see cref="OfLayers"/>, and <c>glu</c>, which halves the last dimension.</summary>
    public static KerasObjectTypes All { get; } = new("an activation function", OfLayers.Module, [.. OfLayers.All, Word("glu")]);

    /// <summary>The argument <c>activation</c> of a layer that has one.</summary>
    public static Argument<KerasObject> Argument() =>
        ArchSpec.Layers.Argument.Object("activation", "applied to the output", OfLayers, "linear");

    /// <summary>Whether it is a softmax, by its word or as a layer.</summary>
    public static bool IsSoftmax(KerasObject activation) => activation.Name is "softmax" or "Softmax";

    /// <summary>Softmax sums over the channels, so that none of them may go; the others work on each value alone.</summary>
    public static void PinIfMixing(KerasObject activation, ImmutableArray<int> channels, IChannelContext context)
    {
        switch (activation.Name)
        {
            case "softmax" or "Softmax" or "log_softmax":
                context.Pin(channels, "softmax divides by the sum over all channels");
                break;
            case "sparsemax":
                context.Pin(channels, "sparsemax compares all channels");
                break;
            case "glu":
                context.Pin(channels, "glu multiplies each channel of the first half with one of the second");
                break;
            default:
                break;
        }
    }

    /// <summary>Between which numbers an activation's output lies; null where that is not known.</summary>
    public static ChannelBounds? Bounds(KerasObject activation, ChannelBounds x) => activation.Name switch
    {
        "linear" => x,
        "relu" => Intervals.Rising(x, value => Math.Max(value, 0)),
        "relu6" => Intervals.Rising(x, value => Math.Min(Math.Max(value, 0), 6)),
        "hard_tanh" => Intervals.Rising(x, value => Math.Min(Math.Max(value, -1), 1)),
        "leaky_relu" => Rectifier.LeakyBounds(x, 0.2),
        "ReLU" => Rectifier.Bounds(x, activation.Arguments),
        "LeakyReLU" => Rectifier.LeakyBounds(x, activation.Get(Rectifier.LeakySlope)),
        "sigmoid" or "hard_sigmoid" or "sparse_sigmoid" or "softmax" or "Softmax" => Intervals.Within(x, 0, 1),
        "tanh" => Intervals.Within(x, -1, 1),
        _ => null,
    };

    private static KerasObjectType Word(string name, params ImmutableArray<string> aliases) => new(name, name, []) { Aliases = aliases };

    /// <summary>The TorchSharp side, apart so that the names can be read without it.</summary>
    public static class Torch
    {
        /// <summary>Applies an activation; those of a whole axis run over Keras's last one.</summary>
        /// <param name="activation">One of <see cref="All"/>.</param>
        /// <param name="x">N × C × H × W for an image, otherwise in Keras's order.</param>
        public static Tensor Apply(KerasObject activation, Tensor x) => ActivationFunctions.Apply(activation, x, x.dim() == 4 ? 1 : -1);
    }
}
