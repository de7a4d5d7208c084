using TorchSharp;
using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>
/// The random numbers of one layer: from a generator of its own where the layer has a seed, so that they follow from the seed
/// alone, else from the run's. TorchSharp 0.107 makes generators on the CPU only, so the layer's own numbers are drawn there
/// and are the same on every device.
/// </summary>
/// <param name="seed">The layer's seed.</param>
public sealed class Noise(int? seed)
{
    [ThreadStatic]
    private static List<Generator>? collected;

    private readonly Generator? _own = seed is { } number ? Collected(new Generator((ulong)number)) : null;

    /// <summary>
    /// Builds layers and gives the generators that they made for themselves, in the order of the layers: whoever keeps the state
    /// of a training must keep theirs too, and the functions that layers build do not show what is in them.
    /// </summary>
    public static IReadOnlyList<Generator> Collect(Action build)
    {
        var (outer, own) = (collected, new List<Generator>());
        collected = own;
        try
        {
            build();
            return own;
        }
        finally
        {
            collected = outer;
        }
    }

    /// <summary>Uniform in [lower, upper), of the type and on the device of another tensor.</summary>
    public Tensor Uniform(Tensor like, long[] shape, double lower = 0, double upper = 1)
    {
        var drawn = _own is null ? rand(shape, like.dtype, like.device) : rand(shape, like.dtype, CPU, generator: _own).to(like.device);
        return drawn.Scale(upper - lower).Shift(lower);
    }

    /// <summary>Normal, of the shape, type and memory order and on the device of a layer's input.</summary>
    public Tensor NormalLike(Tensor x, double mean, double deviation)
    {
        var shape = TorchAxes.ToKeras(x).shape;
        var drawn = _own is null ? randn(shape, x.dtype, x.device) : randn(shape, x.dtype, CPU, generator: _own).to(x.device);
        return TorchAxes.FromKeras(drawn.Scale(deviation).Shift(mean));
    }

    private static Generator Collected(Generator generator)
    {
        collected?.Add(generator);
        return generator;
    }

    /// <summary>One number for each image of a batch, uniform in [lower, upper).</summary>
    public Tensor PerImage(Tensor images, double lower, double upper) => Uniform(images, [images.shape[0]], lower, upper);
}
