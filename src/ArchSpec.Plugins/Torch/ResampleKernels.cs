using static TorchSharp.torch;

namespace ArchSpec.Plugins.Torch;

/// <summary>The weight of a pixel that is <paramref name="distance"/> pixels away, from 0 on.</summary>
internal delegate double ResampleKernel(double distance);

/// <summary>
/// The kernels of <c>keras.ops.image.resize</c> without antialiasing, on its JAX and TensorFlow backends (libtorch's bicubic
/// one is another: a = −0.75). Source: <c>jax.image.scale_and_translate</c>; Keys 1981 for the cubic kernel with a = −0.5.
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
    public static Tensor Weights(long from, long to, ResampleKernel kernel)
    {
        var weights = new double[to * from];
        for (var row = 0; row < to; row++)
        {
            Fill(weights.AsSpan((int)(row * from), (int)from), ((row + 0.5) * from / to) - 0.5, kernel);
        }

        return tensor(weights, [to, from]);
    }

    private static void Fill(Span<double> weights, double place, ResampleKernel kernel)
    {
        var sum = 0.0;
        for (var pixel = 0; pixel < weights.Length; pixel++)
        {
            weights[pixel] = kernel(Math.Abs(place - pixel));
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
