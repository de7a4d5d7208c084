using System.Numerics;
using System.Runtime.InteropServices;

namespace ArchSpec.Training.Prune;

/// <summary>
/// The figures of one image's channels in one pass over its values, where the channels of a pixel stand together. Sums are taken in
/// float32 over 256 pixels, and these in float64.
/// </summary>
/// <param name="zeros">How many values of each channel are 0.</param>
/// <param name="minima">The smallest value of each; not a number where any value is none.</param>
/// <param name="maxima">The largest value of each.</param>
/// <param name="sums">The sums.</param>
/// <param name="squares">The sums of the squares.</param>
internal readonly ref struct ChannelSweep(Span<int> zeros, Span<float> minima, Span<float> maxima, Span<double> sums, Span<double> squares)
{
    private const int Strip = 256;

    private readonly Span<int> _zeros = zeros;
    private readonly Span<float> _minima = minima;
    private readonly Span<float> _maxima = maxima;
    private readonly Span<double> _sums = sums;
    private readonly Span<double> _squares = squares;

    /// <summary>Measures an image.</summary>
    /// <param name="values">Pixels × channels.</param>
    public void Run(ReadOnlySpan<float> values)
    {
        var (channels, width) = (_zeros.Length, Vector<float>.Count);
        if (channels < 2 * width && values.Length > channels * width)
        {
            RunWide(values);
            return;
        }

        _zeros.Clear();
        _minima.Fill(float.PositiveInfinity);
        _maxima.Fill(float.NegativeInfinity);
        _sums.Clear();
        _squares.Clear();
        for (var start = 0; start < values.Length; start += Strip * channels)
        {
            var strip = values.Slice(start, Math.Min(Strip * channels, values.Length - start));
            var channel = 0;
            for (; channel + width <= channels; channel += width)
            {
                AddVector(strip, channel);
            }

            for (; channel < channels; channel++)
            {
                AddOne(strip, channel);
            }
        }

        for (var channel = 0; channel < channels; channel++)
        {
            if (double.IsNaN(_sums[channel]))
            {
                (_minima[channel], _maxima[channel]) = (float.NaN, float.NaN);
            }
        }
    }

    private void AddVector(ReadOnlySpan<float> strip, int channel)
    {
        var (zeros, sum, squares) = (Vector<int>.Zero, Vector<float>.Zero, Vector<float>.Zero);
        var (least, most) = (new Vector<float>(_minima[channel..]), new Vector<float>(_maxima[channel..]));
        ref var first = ref MemoryMarshal.GetReference(strip);
        for (var at = channel; at < strip.Length; at += _zeros.Length)
        {
            var value = Vector.LoadUnsafe(ref first, (nuint)at);
            zeros -= Vector.Equals(value, Vector<float>.Zero);
            least = Vector.MinNative(value, least);
            most = Vector.MaxNative(value, most);
            sum += value;
            squares += value * value;
        }

        least.CopyTo(_minima[channel..]);
        most.CopyTo(_maxima[channel..]);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
        {
            _zeros[channel + lane] += zeros[lane];
            _sums[channel + lane] += sum[lane];
            _squares[channel + lane] += squares[lane];
        }
    }

    private void AddOne(ReadOnlySpan<float> strip, int channel)
    {
        var (zeros, least, most, sum, squares) = (0, _minima[channel], _maxima[channel], 0f, 0f);
        for (var at = channel; at < strip.Length; at += _zeros.Length)
        {
            var value = strip[at];
            zeros += value == 0 ? 1 : 0;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            sum += value;
            squares += value * value;
        }

        _zeros[channel] += zeros;
        (_minima[channel], _maxima[channel]) = (least, most);
        _sums[channel] += sum;
        _squares[channel] += squares;
    }

    // Few channels do not fill a vector: as many pixels as a vector has lanes are taken for one pixel with that many more channels.
    private void RunWide(ReadOnlySpan<float> values)
    {
        var (channels, width) = (_zeros.Length, Vector<float>.Count * _zeros.Length);
        Span<int> zeros = stackalloc int[width];
        Span<float> least = stackalloc float[width];
        Span<float> most = stackalloc float[width];
        Span<double> sums = stackalloc double[width];
        Span<double> squares = stackalloc double[width];
        var whole = values.Length / width * width;
        new ChannelSweep(zeros, least, most, sums, squares).Run(values[..whole]);
        Run(values[whole..]);
        for (var at = 0; at < width; at++)
        {
            var channel = at % channels;
            _zeros[channel] += zeros[at];
            _minima[channel] = Math.Min(_minima[channel], least[at]);
            _maxima[channel] = Math.Max(_maxima[channel], most[at]);
            _sums[channel] += sums[at];
            _squares[channel] += squares[at];
        }
    }
}
