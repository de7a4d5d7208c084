using System.Globalization;

namespace ArchSpec.Convolutions;

/// <summary>A convolution of some images, without their numbers.</summary>
/// <param name="Images">How many.</param>
/// <param name="Channels">Of an image.</param>
/// <param name="Filters">Channels of the output.</param>
/// <param name="Size">Height and width of an image.</param>
/// <param name="Kernel">Height and width of the window; so are the next three.</param>
/// <param name="Strides">The window's step.</param>
/// <param name="Padding">Zeros at both ends.</param>
/// <param name="Dilation">The distance between the window's pixels.</param>
/// <param name="Groups">Parts that the channels are split into.</param>
internal sealed record ConvolutionShape(int Images, int Channels, int Filters, Extent Size, Extent Kernel, Extent Strides, Extent Padding, Extent Dilation, int Groups)
{
    /// <summary>Whether images lie channels last in memory.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>Whether it is transposed.</summary>
    public bool Transposed { get; init; }

    public override string ToString() =>
        $"n{Images} c{Channels} o{Filters} {Size} k{Kernel} s{Strides} p{Padding} d{Dilation} g{Groups} {(ChannelsLast ? "nhwc" : "nchw")}{(Bias ? " bias" : "")}{(Transposed ? " transposed" : "")}";

    /// <summary>Reads what <see cref="ToString"/> writes; <c>k3</c> is short for <c>k3x3</c>.</summary>
    public static ConvolutionShape Parse(string text)
    {
        var words = text.Split(' ');
        int Number(int word) => int.Parse(words[word].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        Extent Size(int word, int skip = 1) => Extent.Parse(words[word][skip..]);
        return new(Number(0), Number(1), Number(2), Size(3, 0), Size(4), Size(5), Size(6), Size(7), Number(8))
        {
            ChannelsLast = words[9] == "nhwc",
            Bias = words.Contains("bias"),
            Transposed = words.Contains("transposed"),
        };
    }

    /// <summary>Random ones, which follow from the seed: every stride to 4, dilations to 3, groups, paddings, 1 to 64 channels.</summary>
    public static IEnumerable<ConvolutionShape> Random(int seed, int count)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => Random(random));
    }

    private static ConvolutionShape Random(Random random)
    {
        var groups = random.Next(3) == 0 ? random.Next(1, 17) : 1;
        var each = Math.Max(1, 64 / groups);
        var (channels, filters) = (groups * random.Next(1, each + 1), groups * random.Next(1, each + 1));
        var transposed = random.Next(5) == 0;

        // Windows of one pixel are the ones that went wrong, so there are many of them.
        int[] kernels = [1, 1, 1, 2, 3, 3, 5, 7];
        var square = random.Next(3) > 0;
        Extent Of(Func<int> side) => side() is var height && square ? new(height, height) : new(height, side());
        var kernel = Of(() => kernels[random.Next(kernels.Length)]);
        var strides = Of(() => random.Next(1, 5));
        var dilation = random.Next(4) == 0 ? Of(() => random.Next(1, 4)) : new Extent(1, 1);
        var padding = random.Next(2) == 0 ? new Extent(0, 0) : new(random.Next(0, (kernel.Height / 2) + 1), random.Next(0, (kernel.Width / 2) + 1));
        var steps = Of(() => random.Next(1, 13));
        int Side(int stride, int size, int apart) => transposed ? size : Math.Max((size * stride) - (random.Next(3) == 0 ? random.Next(stride) : 0), apart + 1);
        var size = new Extent(
            Side(strides.Height, steps.Height, dilation.Height * (kernel.Height - 1)), Side(strides.Width, steps.Width, dilation.Width * (kernel.Width - 1)));
        return new(random.Next(1, 6), channels, filters, size, kernel, strides, Cut(padding, kernel, dilation, size, strides, transposed), dilation, groups)
        {
            ChannelsLast = random.Next(3) > 0,
            Bias = random.Next(2) == 0,
            Transposed = transposed,
        };
    }

    // Of a transposed one the padding is cut off, of which there has to be something left.
    private static Extent Cut(Extent padding, Extent kernel, Extent dilation, Extent size, Extent strides, bool transposed)
    {
        static bool Fits(int side, int stride, int apart, int padding) => ((side - 1) * stride) + apart + 1 > 2 * padding;
        return !transposed || (Fits(size.Height, strides.Height, dilation.Height * (kernel.Height - 1), padding.Height)
            && Fits(size.Width, strides.Width, dilation.Width * (kernel.Width - 1), padding.Width)) ? padding : new(0, 0);
    }
}
