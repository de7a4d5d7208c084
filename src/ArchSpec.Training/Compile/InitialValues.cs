using ArchSpec.Layers;
using ArchSpec.Plugins.Torch;
using TorchSharp;
using static ArchSpec.Layers.Initializers;
using static TorchSharp.torch;

namespace ArchSpec.Training.Compile;

/// <summary>Makes the first values of weights, with the formulas of <c>keras.src.initializers.random_initializers</c>.</summary>
internal static class InitialValues
{
    // The standard deviation of a standard normal distribution that is cut at ±2: what is drawn is scaled up by it.
    private const double DeviationOfTruncated = 0.87962566103423978;

    /// <summary>A new tensor in Keras's layout, float32, on the CPU.</summary>
    public static Tensor Make(WeightSpec weight, Generator random)
    {
        var (initializer, shape) = (weight.Initializer, weight.Shape.Select(size => (long)size).ToArray());
        using var own = initializer.Type.Arguments.Contains(Seed) && initializer.Get(Seed) is { } seed ? new Generator((ulong)seed) : null;
        return initializer.Name switch
        {
            "zeros" => zeros(shape),
            "ones" => ones(shape),
            "constant" => zeros(shape).Shift(initializer.Get(Value)),
            "identity" => eye(shape[0], shape[^1]).Scale(initializer.Get(Gain)),
            _ => Random(initializer, shape, own ?? random),
        };
    }

    private static Tensor Random(KerasObject initializer, long[] shape, Generator random) => initializer.Name switch
    {
        "random_normal" => randn(shape, generator: random).Scale(initializer.Get(StandardDeviation)).Shift(initializer.Get(Mean)),
        "random_uniform" => Uniform(shape, initializer.Get(MinValue), initializer.Get(MaxValue), random),
        "truncated_normal" => Truncated(shape, initializer.Get(StandardDeviation), random).Shift(initializer.Get(Mean)),
        "orthogonal" => OrthogonalMatrix(shape, random).Scale(initializer.Get(Gain)),
        "variance_scaling" => Scaled(shape, initializer.Get(Scale), initializer.Get(Mode), initializer.Get(Distribution), random),
        "glorot_uniform" => Scaled(shape, 1, "fan_avg", "uniform", random),
        "glorot_normal" => Scaled(shape, 1, "fan_avg", "truncated_normal", random),
        "he_uniform" => Scaled(shape, 2, "fan_in", "uniform", random),
        "he_normal" => Scaled(shape, 2, "fan_in", "truncated_normal", random),
        "lecun_uniform" => Scaled(shape, 1, "fan_in", "uniform", random),
        "lecun_normal" => Scaled(shape, 1, "fan_in", "truncated_normal", random),
        _ => throw new ArgumentOutOfRangeException(nameof(initializer), initializer.Name, "no such initializer"),
    };

    private static Tensor Scaled(long[] shape, double scale, string mode, string distribution, Generator random)
    {
        var (fanIn, fanOut) = Fans(shape);
        var fan = mode switch { "fan_in" => fanIn, "fan_out" => fanOut, _ => (fanIn + fanOut) / 2 };
        var variance = scale / Math.Max(1, fan);
        return distribution switch
        {
            "uniform" => Uniform(shape, -Math.Sqrt(3 * variance), Math.Sqrt(3 * variance), random),
            "untruncated_normal" => randn(shape, generator: random).Scale(Math.Sqrt(variance)),
            _ => Truncated(shape, Math.Sqrt(variance) / DeviationOfTruncated, random),
        };
    }

    // As compute_fans: the last two axes are in and out, those before are the receptive field; a vector is both.
    private static (double In, double Out) Fans(long[] shape)
    {
        if (shape.Length < 2)
        {
            return shape is [var only] ? (only, only) : (1, 1);
        }

        var field = shape[..^2].Aggregate(1.0, (product, size) => product * size);
        return (shape[^2] * field, shape[^1] * field);
    }

    private static Tensor Uniform(long[] shape, double from, double to, Generator random) =>
        rand(shape, generator: random).Scale(to - from).Shift(from);

    // The inverse of the distribution function between -2 and 2: Φ⁻¹(u) = √2 · erfinv(2u − 1).
    private static Tensor Truncated(long[] shape, double deviation, Generator random)
    {
        const double InErf = 0.95449973610364158; // erf(√2): the share of a normal distribution within ±2
        return Uniform(shape, -InErf, InErf, random).erfinv().Scale(Math.Sqrt(2) * deviation);
    }

    private static Tensor OrthogonalMatrix(long[] shape, Generator random)
    {
        var rows = shape[..^1].Aggregate(1L, (product, size) => product * size);
        var columns = shape[^1];
        var normal = randn([Math.Max(rows, columns), Math.Min(rows, columns)], generator: random);
        var (q, r) = linalg.qr(normal);
        var signed = q.mul(r.diagonal().sign());
        return (rows < columns ? signed.t() : signed).reshape(shape).contiguous();
    }
}
