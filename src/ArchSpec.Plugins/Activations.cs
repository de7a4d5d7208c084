using System.Collections.Immutable;
using ArchSpec.Layers;
using static TorchSharp.torch;

namespace ArchSpec.Plugins;

/// <summary>The activations that a layer may apply to its output, by Keras's names.</summary>
public static class Activations
{
    /// <summary>Changes nothing.</summary>
    public const string Linear = "linear";

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } = [Linear, "relu", "sigmoid", "softmax", "tanh"];

    /// <summary>The argument <c>activation</c> of a layer that has one.</summary>
    public static Argument<string> Argument() =>
        ArchSpec.Layers.Argument.Choice("activation", "applied to the output", Names, Linear);

    /// <summary>Softmax sums over the channels, so that none of them may go; the others work on each value alone.</summary>
    public static void PinIfMixing(string activation, ImmutableArray<int> channels, IChannelContext context)
    {
        if (activation == "softmax")
        {
            context.Pin(channels, "softmax divides by the sum over all channels");
        }
    }

    /// <summary>The TorchSharp side, apart so that the names can be read without it.</summary>
    public static class Torch
    {
        /// <summary>Applies an activation; softmax runs over the channels.</summary>
        public static Tensor Apply(string activation, Tensor x) => activation switch
        {
            "relu" => x.relu(),
            "sigmoid" => x.sigmoid(),
            "softmax" => x.softmax(x.dim() == 4 ? 1 : -1),
            "tanh" => x.tanh(),
            _ => x,
        };
    }
}
