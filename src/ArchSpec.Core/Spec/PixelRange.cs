using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>
/// What a pixel of a picture is to a network: a byte b, 0 to 255, becomes b × <see cref="Scale"/> + <see cref="Offset"/>. Both have one
/// number for all channels, or one for each in the order in which the network gets them.
/// </summary>
public sealed class PixelRange
{
    private const double Brightest = 255;

    // Another way to the same numbers may round otherwise.
    private const double Rounding = 1e-9;

    private PixelRange(string text, IEnumerable<double> scale, IEnumerable<double> offset) =>
        (Text, Scale, Offset) = (text, [.. scale], [.. offset]);

    /// <summary>0 to 1, where nothing else is said.</summary>
    public static PixelRange Unit { get; } = Between(0, 1);

    /// <summary>0 to 255, what Keras reads pictures as.</summary>
    public static PixelRange Bytes { get; } = Between(0, Brightest);

    /// <summary>The modes of Keras's <c>preprocess_input</c> (keras.src.applications.imagenet_utils), whose numbers these are.</summary>
    internal static ImmutableArray<PixelRange> Named { get; } =
    [
        new("caffe", [1], [-103.939, -116.779, -123.68]) { IsBlueFirst = true, Channels = 3 },
        new("tf", [2 / Brightest], [-1]),
        new("torch", Scales([0.229, 0.224, 0.225]), Offsets([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])) { Channels = 3 },
    ];

    /// <summary>As a spec says it: <c>[0, 255]</c>, <c>{ mean: 0.5, std: 0.25 }</c>, <c>caffe</c>.</summary>
    public string Text { get; }

    /// <summary>What a byte is multiplied by.</summary>
    public ImmutableArray<double> Scale { get; }

    /// <summary>What is added.</summary>
    public ImmutableArray<double> Offset { get; }

    /// <summary>Whether the network gets blue, green, red, and not red, green, blue.</summary>
    public bool IsBlueFirst { get; private init; }

    /// <summary>How many channels a picture must have, or null for any number.</summary>
    public int? Channels { get; private init; }

    /// <summary>From one number for black to another for white: b / 255 × (high − low) + low.</summary>
    public static PixelRange Between(double low, double high) =>
        new($"[{YamlText.Of(low)}, {YamlText.Of(high)}]", [(high - low) / Brightest], [low]);

    /// <summary>With a mean and a standard deviation of the pixels on the scale of 0 to 1, as torchvision's Normalize: (b / 255 − mean) / deviation.</summary>
    /// <param name="mean">One for all channels, or one for each.</param>
    /// <param name="deviation">One for all channels, or one for each; above 0.</param>
    public static PixelRange Standardized(IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        var channels = Math.Max(mean.Count, deviation.Count);
        return new($"{{ mean: {Numbers(mean)}, std: {Numbers(deviation)} }}", Scales(deviation), Offsets(mean, deviation)) { Channels = channels > 1 ? channels : null };
    }

    /// <summary>Reads <see cref="Text"/>; null where it is no range.</summary>
    public static PixelRange? Parse(string text)
    {
        var bag = new DiagnosticBag();
        return YamlFile.Parse(text, "range", bag) is { } yaml && new RangeReader(bag).Read(yaml) is { } range && !bag.HasErrors ? range : null;
    }

    /// <summary>What black, or white, is in a channel.</summary>
    /// <param name="channel">From 0, in the order in which the network gets them.</param>
    /// <param name="shade">0 to 255.</param>
    public double Of(int channel, double shade) => (shade * At(Scale, channel)) + At(Offset, channel);

    /// <summary>Whether every pixel is the same number in both.</summary>
    public bool IsSameAs(PixelRange other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsBlueFirst == other.IsBlueFirst && Enumerable.Range(0, Math.Max(Channels ?? 1, other.Channels ?? 1))
            .All(channel => AreNear(Of(channel, 0), other.Of(channel, 0)) && AreNear(Of(channel, Brightest), other.Of(channel, Brightest)));
    }

    /// <summary>How a spec says this of a network's only input: <c>input: { shape: [8, 8, 3], range: [0, 255] }</c>.</summary>
    public string KeyFor(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var input = network.Inputs[0].Source.Layer;
        var declared = InputText.Of(network.Inputs[0].Shape, this);
        return input.HasAutomaticName ? $"input: {declared}" : $"inputs: {{ {YamlText.Word(input.Name)}: {declared} }}";
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static IEnumerable<double> Scales(IReadOnlyList<double> deviation) => deviation.Select(each => 1 / (Brightest * each));

    private static IEnumerable<double> Offsets(IReadOnlyList<double> mean, IReadOnlyList<double> deviation) =>
        Enumerable.Range(0, Math.Max(mean.Count, deviation.Count)).Select(channel => -At(mean, channel) / At(deviation, channel));

    private static double At(IReadOnlyList<double> numbers, int channel) => numbers.Count == 1 ? numbers[0] : numbers[channel];

    private static string Numbers(IReadOnlyList<double> numbers) => numbers is [var only] ? YamlText.Of(only) : YamlText.Of((object)numbers);

    private static bool AreNear(double a, double b) => Math.Abs(a - b) <= Rounding * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
}
