using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>The weight of a pixel that is <paramref name="distance"/> pixels away, from 0 on.</summary>
internal delegate double ResampleKernel(double distance);

/// <summary>
/// The kernels of <c>keras.ops.image.resize</c> on its JAX and TensorFlow backends (libtorch's bicubic one is another:
/// a = −0.75). Sources: <c>jax.image.scale_and_translate</c>; Keys 1981 for the cubic kernel with a = −0.5; TensorFlow's
/// <c>ResizeArea</c>.
/// </summary>
internal static class ResampleKernels
{
    // Below it a sum of weights counts as 0: 1000 times the epsilon of float32.
    private const double Nothing = 1000 * 1.1920928955078125e-07;

    /// <summary>The kernel of a name: bilinear, bicubic, lanczos3, lanczos5.</summary>
    public static ResampleKernel Of(string interpolation) => interpolation switch
    {
        "bilinear" => distance => Math.Max(0, 1 - distance),
        "bicubic" => Cubic,
        "lanczos3" => distance => Lanczos(distance, 3),
        "lanczos5" => distance => Lanczos(distance, 5),
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "no such kernel"),
    };

    /// <summary>
    /// The matrix (to × from), float64, that resamples a line: pixels have their centre at a half, and the weights of those that
    /// are there sum to 1.
    /// </summary>
    /// <param name="from">Pixels before.</param>
    /// <param name="to">Pixels after.</param>
    /// <param name="kernel">The weight of a distance.</param>
    /// <param name="antialias">Whether a smaller line is made of all pixels that lie under its own.</param>
    public static Tensor Weights(long from, long to, ResampleKernel kernel, bool antialias = false)
    {
        var weights = new double[to * from];
        var stretch = antialias ? Math.Max((double)from / to, 1) : 1;
        for (var row = 0; row < to; row++)
        {
            var place = ((row + 0.5) * from / to) - 0.5;
            Fill(weights.AsSpan((int)(row * from), (int)from), pixel => kernel(Math.Abs(place - pixel) / stretch));
        }

        return tensor(weights, [to, from]);
    }

    /// <summary>The matrix (to × from), float64, where each pixel is the mean of what lies under it.</summary>
    public static Tensor Areas(long from, long to)
    {
        var weights = new double[to * from];
        var step = (double)from / to;
        for (var row = 0; row < to; row++)
        {
            var (first, last) = (row * step, (row + 1) * step);
            Fill(weights.AsSpan((int)(row * from), (int)from), pixel => Math.Max(Math.Min(pixel + 1, last) - Math.Max(pixel, first), 0));
        }

        return tensor(weights, [to, from]);
    }

    private static void Fill(Span<double> weights, Func<int, double> weightOf)
    {
        var sum = 0.0;
        for (var pixel = 0; pixel < weights.Length; pixel++)
        {
            weights[pixel] = weightOf(pixel);
            sum += weights[pixel];
        }

        for (var pixel = 0; pixel < weights.Length; pixel++)
        {
            weights[pixel] = Math.Abs(sum) > Nothing ? weights[pixel] / sum : 0;
        }
    }

    private static double Cubic(double x) => x switch
    {
        >= 2 => 0,
        >= 1 => ((((-0.5 * x) + 2.5) * x) - 4) * x + 2,
        _ => (((1.5 * x) - 2.5) * x * x) + 1,
    };

    private static double Lanczos(double x, double radius) => x > radius ? 0
        : x > 1e-3 ? radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x)
        : 1;
}
