using System.Collections.Immutable;
using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>The activations that a layer may apply to its output, by Keras's names.</summary>
public static class Activations
{
    /// <summary>Changes nothing.</summary>
    public static KerasObjectType Linear { get; } = new("linear", "linear", []);

    /// <summary>Every one.</summary>
    public static KerasObjectTypes All { get; } = new("an activation", "keras.activations",
    [
        Linear,
        new("relu", "relu", []),
        new("sigmoid", "sigmoid", []),
        new("softmax", "softmax", []),
        new("tanh", "tanh", []),
    ]);

    /// <summary>The argument <c>activation</c> of a layer that has one.</summary>
    public static Argument<KerasObject> Argument() =>
        ArchSpec.Layers.Argument.Object("activation", "applied to the output", All, "linear");

    /// <summary>Softmax sums over the channels, so that none of them may go; the others work on each value alone.</summary>
    public static void PinIfMixing(KerasObject activation, ImmutableArray<int> channels, IChannelContext context)
    {
        if (activation.Name == "softmax")
        {
            context.Pin(channels, "softmax divides by the sum over all channels");
        }
    }

    /// <summary>The TorchSharp side, apart so that the names can be read without it.</summary>
    public static class Torch
    {
        /// <summary>Applies an activation; softmax runs over the channels.</summary>
        public static Tensor Apply(KerasObject activation, Tensor x) => activation.Name switch
        {
            "relu" => x.relu(),
            "sigmoid" => x.sigmoid(),
            "softmax" => x.softmax(x.dim() == 4 ? 1 : -1),
            "tanh" => x.tanh(),
            _ => x,
        };
    }
}
