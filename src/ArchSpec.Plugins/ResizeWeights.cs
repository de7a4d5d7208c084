namespace ArchSpec.Plugins;

/// <summary>
/// How much each pixel of a row adds to each pixel of a longer or shorter row. Pixels are areas whose centres are at half
/// numbers. Sources: <c>jax.image.resize</c> and TensorFlow's <c>ScaleAndTranslate</c>, which Keras calls; Keys (1981) with
/// a = −0.5 for bicubic; TensorFlow's <c>ResizeArea</c> for area.
/// </summary>
internal static class ResizeWeights
{
    /// <summary>The values of Keras's argument <c>interpolation</c>.</summary>
    public static IReadOnlyList<string> Interpolations { get; } = ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5"];

    /// <summary>The weights, one row of <paramref name="from"/> numbers for each of <paramref name="to"/> pixels; each row adds up to 1.</summary>
    /// <param name="interpolation">One of <see cref="Interpolations"/> but nearest.</param>
    /// <param name="from">Pixels before.</param>
    /// <param name="to">Pixels after.</param>
    /// <param name="antialias">Whether a smaller image is made of all pixels that lie under its own.</param>
    public static float[] Of(string interpolation, int from, int to, bool antialias)
    {
        var weights = new float[to * from];
        var row = new double[from];
        for (var pixel = 0; pixel < to; pixel++)
        {
            for (var source = 0; source < from; source++)
            {
                row[source] = interpolation == "area"
                    ? Shared(pixel, source, (double)from / to)
                    : Kernel(interpolation, Distance(pixel, source, (double)from / to, antialias));
            }

            var total = row.Sum();
            for (var source = 0; source < from; source++)
            {
                weights[(pixel * from) + source] = (float)(row[source] / total);
            }
        }

        return weights;
    }

    /// <summary>The pixel that each pixel is taken from with interpolation nearest, computed in single precision as the backends do.</summary>
    public static long[] Nearest(int from, int to)
    {
        var step = (float)from / to;
        return [.. Enumerable.Range(0, to).Select(pixel => Math.Min((long)MathF.Floor((pixel + 0.5f) * step), from - 1))];
    }

    private static double Distance(int pixel, int source, double step, bool antialias) =>
        Math.Abs(((pixel + 0.5) * step) - 0.5 - source) / (antialias ? Math.Max(step, 1) : 1);

    // The length of a source pixel that lies under a pixel of the result.
    private static double Shared(int pixel, int source, double step) =>
        Math.Max(Math.Min(source + 1, (pixel + 1) * step) - Math.Max(source, pixel * step), 0);

    private static double Kernel(string interpolation, double x) => interpolation switch
    {
        "bilinear" => Math.Max(1 - x, 0),
        "bicubic" => Cubic(x),
        "lanczos3" => Lanczos(x, 3),
        "lanczos5" => Lanczos(x, 5),
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "no such interpolation"),
    };

    private static double Cubic(double x) => x switch
    {
        < 1 => (((1.5 * x) - 2.5) * x * x) + 1,
        < 2 => (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2,
        _ => 0,
    };

    private static double Lanczos(double x, double radius) => x < 1e-3 ? 1
        : x > radius ? 0
        : radius * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / radius) / (Math.PI * Math.PI * x * x);
}
