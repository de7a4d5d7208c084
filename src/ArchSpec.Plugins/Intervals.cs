using System.Collections.Immutable;
using ArchSpec.Layers;

namespace ArchSpec.Plugins;

/// <summary>
/// Interval arithmetic over channels (Moore 1966), widened outwards by more than float32 can be wrong: what lies within these bounds
/// does so in the network that runs, too.
/// </summary>
internal static class Intervals
{
    // Tensor cores round factors to 10 bits; each of them is wrong by at most 2^-11 of itself.
    private const double Products = 1.0 / (1 << 9);

    // Each addition of a sum of n terms is wrong by at most 2^-24 of what the terms can add up to.
    private const double Additions = 1.0 / (1 << 23);

    // A few operations, one value at a time.
    private const double Elementwise = 1.0 / (1 << 16);

    /// <summary>A function that never falls, of each value alone; exact, or rounded by no more than its arguments are.</summary>
    public static ChannelBounds Rising(ChannelBounds x, Func<double, double> function) =>
        new([.. x.Low.Select(function)], [.. x.High.Select(function)]);

    /// <summary>A function whose values lie between two numbers, whatever it is given.</summary>
    public static ChannelBounds Within(ChannelBounds x, double low, double high) => ChannelBounds.All(x.Count, low, high);

    /// <summary>The values, and zeros beside them.</summary>
    public static ChannelBounds WithZero(ChannelBounds x) => new([.. x.Low.Select(low => Math.Min(low, 0))], [.. x.High.Select(high => Math.Max(high, 0))]);

    /// <summary>Each value without its sign.</summary>
    public static ChannelBounds Absolute(ChannelBounds x) => Select(x.Count, channel =>
    {
        var (low, high) = (x.Low[channel], x.High[channel]);
        return (low > 0 ? low : high < 0 ? -high : 0, Math.Max(-low, high));
    });

    /// <summary>Each value with the other sign.</summary>
    public static ChannelBounds Negated(ChannelBounds x) => new([.. x.High.Select(high => -high)], [.. x.Low.Select(low => -low)]);

    /// <summary>Means of values with weights that are not below 0 and add up to 1.</summary>
    public static ChannelBounds Means(ChannelBounds x) => Select(x.Count, channel =>
    {
        var (low, high, slack) = (x.Low[channel], x.High[channel], Products * x.Magnitude(channel));
        return (low >= 0 ? low * (1 - Products) : low - slack, high <= 0 ? high * (1 - Products) : high + slack);
    });

    /// <summary>Each channel times a number, and another added.</summary>
    /// <param name="x">The values.</param>
    /// <param name="scale">What a channel is multiplied by.</param>
    /// <param name="shift">What is added.</param>
    /// <param name="terms">The magnitude of what the sum is made of, where the shift is itself a difference.</param>
    public static ChannelBounds Affine(ChannelBounds x, Func<int, double> scale, Func<int, double> shift, Func<int, double>? terms = null) => Select(x.Count, channel =>
    {
        var (factor, added) = (scale(channel), shift(channel));
        var (a, b) = (Times(factor, x.Low[channel]), Times(factor, x.High[channel]));
        var slack = Elementwise * (Math.Max(Math.Abs(a), Math.Abs(b)) + (terms?.Invoke(channel) ?? Math.Abs(added)));
        return (Math.Min(a, b) + added - slack, Math.Max(a, b) + added + slack);
    });

    /// <summary>Channel after channel of all that is joined.</summary>
    public static ChannelBounds Concatenated(ImmutableArray<ChannelBounds> inputs) =>
        new([.. inputs.SelectMany(input => input.Low)], [.. inputs.SelectMany(input => input.High)]);

    /// <summary>What may be of any of the inputs.</summary>
    public static ChannelBounds Any(ImmutableArray<ChannelBounds> inputs) =>
        Merge(inputs, (a, b) => (Math.Min(a.Low, b.Low), Math.Max(a.High, b.High)));

    /// <summary>Values whose places are no longer told apart.</summary>
    public static ChannelBounds Mingled(ChannelBounds x, int channels) => ChannelBounds.All(channels, x.Low.Min(), x.High.Max());

    /// <summary>The channels again and again, as long as they fill the last axis.</summary>
    public static ChannelBounds Repeated(ChannelBounds x, int channels) => channels % x.Count == 0
        ? Select(channels, channel => (x.Low[channel % x.Count], x.High[channel % x.Count]))
        : Mingled(x, channels);

    /// <summary>Element by element; an input of one channel meets all channels of the others.</summary>
    public static ChannelBounds Merge(
        ImmutableArray<ChannelBounds> inputs, Func<(double Low, double High), (double Low, double High), (double Low, double High)> combine)
    {
        var channels = inputs.Max(input => input.Count);
        return inputs.Skip(1).Aggregate(Spread(inputs[0], channels), (left, input) =>
        {
            var right = Spread(input, channels);
            return Select(channels, channel => combine((left.Low[channel], left.High[channel]), (right.Low[channel], right.High[channel])));
        });
    }

    /// <summary>A sum, or a difference.</summary>
    public static (double Low, double High) Sum((double Low, double High) a, (double Low, double High) b) => Outwards(a.Low + b.Low, a.High + b.High, Largest(a) + Largest(b));

    /// <summary>The same with the other sign.</summary>
    public static (double Low, double High) Negative((double Low, double High) a) => (-a.High, -a.Low);

    /// <summary>A product.</summary>
    public static (double Low, double High) Product((double Low, double High) a, (double Low, double High) b)
    {
        double[] corners = [Times(a.Low, b.Low), Times(a.Low, b.High), Times(a.High, b.Low), Times(a.High, b.High)];
        return Outwards(corners.Min(), corners.Max(), corners.Max(Math.Abs));
    }

    /// <summary>A convolution, or a dense layer: sums of products, each output's over the inputs of its group.</summary>
    public static ChannelBounds Mix(ChannelBounds x, Kernel kernel, double[]? bias)
    {
        var (low, high, sizes) = (new double[kernel.Outputs], new double[kernel.Outputs], new double[kernel.Outputs]);
        var made = kernel.Outputs / kernel.Groups;
        for (var at = 0; at < kernel.Taps * kernel.Inputs; at++)
        {
            var (tap, input) = (at / kernel.Inputs, at % kernel.Inputs);
            for (var output = 0; output < kernel.Outputs; output++)
            {
                var weight = kernel.Values[(tap * kernel.TapStride) + (input * kernel.InputStride) + (output * kernel.OutputStride)];
                if (weight != 0)
                {
                    var channel = (output / made * kernel.Inputs) + input;
                    var (a, b) = (weight * x.Low[channel], weight * x.High[channel]);
                    low[output] += Math.Min(a, b);
                    high[output] += Math.Max(a, b);
                    sizes[output] += Math.Max(Math.Abs(a), Math.Abs(b));
                }
            }
        }

        var share = Products + ((kernel.Taps * kernel.Inputs + 2) * Additions);
        return Select(kernel.Outputs, output =>
        {
            var (added, slack) = (bias?[output] ?? 0, share * (sizes[output] + (Math.Abs(bias?[output] ?? 0) * Elementwise)));
            return (low[output] + added - slack, high[output] + added + slack);
        });
    }

    // 0 times anything is 0: what is not known is still a number.
    private static double Times(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    private static double Largest((double Low, double High) a) => Math.Max(Math.Abs(a.Low), Math.Abs(a.High));

    // What is exactly 0 stays so: 0 + 0 and 0 times anything are not rounded.
    private static (double Low, double High) Outwards(double low, double high, double size) => (low - (Elementwise * size), high + (Elementwise * size));

    private static ChannelBounds Spread(ChannelBounds x, int channels) => x.Count == channels ? x : Repeated(x, channels);

    private static ChannelBounds Select(int channels, Func<int, (double Low, double High)> bounds)
    {
        var (low, high) = (ImmutableArray.CreateBuilder<double>(channels), ImmutableArray.CreateBuilder<double>(channels));
        for (var channel = 0; channel < channels; channel++)
        {
            var (least, most) = bounds(channel);
            low.Add(least);
            high.Add(most);
        }

        return new ChannelBounds(low.MoveToImmutable(), high.MoveToImmutable());
    }

    /// <summary>The weights of a convolution, and where they stand.</summary>
    /// <param name="Values">All of them.</param>
    /// <param name="Taps">The pixels of the window.</param>
    /// <param name="Inputs">The channels that each output takes: those of its group.</param>
    /// <param name="Outputs">All outputs.</param>
    public sealed record Kernel(double[] Values, int Taps, int Inputs, int Outputs)
    {
        /// <summary>Parts that the channels are split into.</summary>
        public int Groups { get; init; } = 1;

        /// <summary>The distance of a pixel's weights from the next pixel's.</summary>
        public int TapStride { get; init; } = Inputs * Outputs;

        /// <summary>The distance of an input's weights from the next input's.</summary>
        public int InputStride { get; init; } = Outputs;

        /// <summary>The distance of an output's weights from the next output's.</summary>
        public int OutputStride { get; init; } = 1;
    }
}
