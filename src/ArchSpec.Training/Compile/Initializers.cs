using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Makes the first values of weights.</summary>
internal static class Initializers
{
    /// <summary>A new tensor in Keras's layout, float32, on the CPU.</summary>
    public static Tensor Make(WeightSpec weight, Generator random)
    {
        long[] shape = [.. weight.Shape.Select(size => (long)size)];
        return weight.Initializer switch
        {
            Initializer.Zeros => zeros(shape),
            Initializer.Ones => ones(shape),
            Initializer.GlorotUniform => GlorotUniform(shape, random),
            _ => throw new ArgumentOutOfRangeException(nameof(weight), weight.Initializer, "no such initializer"),
        };
    }

    // keras.src.initializers.random_initializers: the last two axes are in and out, those before are the receptive field.
    private static Tensor GlorotUniform(long[] shape, Generator random)
    {
        var field = shape[..^2].Aggregate(1L, (product, size) => product * size);
        var limit = Math.Sqrt(6.0 / ((shape[^2] + shape[^1]) * field));
        return rand(shape, generator: random).Scale(2 * limit).Shift(-limit);
    }
}
