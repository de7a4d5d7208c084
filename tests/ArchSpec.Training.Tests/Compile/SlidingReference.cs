using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.Compile;

/// <summary>
/// Convolutions and pooling as Keras defines them, in plain loops over one axis's geometry at a time, float64. A sequence is an
/// image of height 1. Sources: TensorFlow's rule for <c>same</c>; for transposed convolutions
/// <c>_convert_conv_transpose_padding_args_from_keras_to_jax</c>, that is, what JAX is told.
/// </summary>
internal static class SlidingReference
{
    /// <summary>How one axis is slid along: for each output place, the input place of each place of the window, or -1.</summary>
    public static int[][] Slide(int input, int kernel, int stride, int dilation, string padding)
    {
        var extent = ((kernel - 1) * dilation) + 1;
        var (output, before) = padding switch
        {
            "same" => ((int)Math.Ceiling(input / (double)stride), 0),
            "causal" => ((int)Math.Ceiling(input / (double)stride), extent - 1),
            _ => ((int)Math.Ceiling((input - extent + 1) / (double)stride), 0),
        };
        if (padding == "same")
        {
            before = Math.Max(((output - 1) * stride) + extent - input, 0) / 2;
        }

        return [.. Enumerable.Range(0, output).Select(at => Enumerable.Range(0, kernel)
            .Select(step => (at * stride) + (step * dilation) - before)
            .Select(place => place >= 0 && place < input ? place : -1).ToArray())];
    }

    /// <summary>The same for a transposed convolution: JAX spreads the input, pads it and slides the mirrored window over it.</summary>
    public static int[][] Spread(int input, int kernel, int stride, int dilation, string padding, int? outputPadding)
    {
        var extent = ((kernel - 1) * dilation) + 1;
        var (left, right) = (extent - 1, extent - 1 + (outputPadding ?? (Math.Max(extent, stride) - extent)));
        if (padding == "same")
        {
            var all = outputPadding is { } given ? extent + (extent % 2) - 2 + given : stride + extent - 2;
            left = Math.Min((all / 2) + (all % 2), extent - 1);
            right = all - left;
        }

        var spread = ((input - 1) * stride) + 1;
        var output = spread + left + right - extent + 1;
        return [.. Enumerable.Range(0, output).Select(at => Enumerable.Range(0, kernel)
            .Select(step => at + ((kernel - 1 - step) * dilation) - left)
            .Select(place => place >= 0 && place < spread && place % stride == 0 ? place / stride : -1).ToArray())];
    }

    /// <summary>N × H × W × C with a kernel (h, w, in, out) whose input is a group of the channels.</summary>
    public static Tensor Convolve(Tensor x, Tensor kernel, int[][] rows, int[][] columns)
    {
        var (within, filters) = ((int)kernel.shape[2], (int)kernel.shape[3]);
        var perGroup = filters / ((int)x.shape[3] / within);
        return Each(x, rows, columns, filters, (at, window, filter) => window.Sum(place =>
            Enumerable.Range(0, within).Sum(c => x[at, place.Y, place.X, (filter / perGroup * within) + c].item<double>() * kernel[place.Row, place.Column, c, filter].item<double>())));
    }

    /// <summary>N × H × W × C with a kernel (h, w, C, multiplier).</summary>
    public static Tensor ConvolveEach(Tensor x, Tensor kernel, int[][] rows, int[][] columns)
    {
        var multiplier = (int)kernel.shape[3];
        return Each(x, rows, columns, (int)x.shape[3] * multiplier, (at, window, channel) => window.Sum(place =>
            x[at, place.Y, place.X, channel / multiplier].item<double>() * kernel[place.Row, place.Column, channel / multiplier, channel % multiplier].item<double>()));
    }

    /// <summary>The largest value, or the mean, of the pixels that are there.</summary>
    public static Tensor Pool(Tensor x, int[][] rows, int[][] columns, bool maximum) => Each(x, rows, columns, (int)x.shape[3], (at, window, channel) =>
    {
        var values = window.Select(place => x[at, place.Y, place.X, channel].item<double>()).ToList();
        return maximum ? values.Max() : values.Average();
    });

    private static Tensor Each(Tensor x, int[][] rows, int[][] columns, int channels, Func<int, List<Place>, int, double> compute)
    {
        var output = zeros([x.shape[0], rows.Length, columns.Length, channels], ScalarType.Float64);
        for (var at = 0; at < x.shape[0]; at++)
        {
            for (var y = 0; y < rows.Length; y++)
            {
                for (var column = 0; column < columns.Length; column++)
                {
                    var window = Window(rows[y], columns[column]);
                    for (var channel = 0; channel < channels; channel++)
                    {
                        output[at, y, column, channel] = compute(at, window, channel);
                    }
                }
            }
        }

        return output;
    }

    private static List<Place> Window(int[] row, int[] column) =>
    [
        .. from y in Enumerable.Range(0, row.Length)
           from x in Enumerable.Range(0, column.Length)
           where row[y] >= 0 && column[x] >= 0
           select new Place(row[y], column[x], y, x),
    ];

    private sealed record Place(int Y, int X, int Row, int Column);
}
