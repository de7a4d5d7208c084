namespace ArchSpec.Training.Tests.Prune;

/// <content>Layers that change pictures, most of them in training alone, and those of residual bodies.</content>
internal sealed partial class RandomGraph
{
    private static readonly (string Type, string Arguments)[] OfPictures =
    [
        ("Equalization", "{ value_range: [0, 1] }"), ("RandomBrightness", "0.1"), ("RandomColorJitter", "{ brightness_factor: 0.1, contrast_factor: 0.1 }"),
        ("RandomErasing", "0.5"), ("RandomGaussianBlur", "0.5"), ("RandomInvert", "0.2"), ("RandomSharpness", "0.5"), ("RandomShear", "{ x_factor: 0.2 }"),
        ("Solarization", "{ addition_factor: 0.2, threshold_factor: 0.8 }"), ("StochasticDepth", "0.1"),
    ];

    private static readonly (string Type, string Arguments)[] OfColors =
        [("RandomColorDegeneration", "0.5"), ("RandomGrayscale", "0.1"), ("RandomHue", "0.1"), ("RandomSaturation", "0.5")];

    /// <summary>The layers for which three channels are a colour.</summary>
    public static IEnumerable<string> Colors => OfColors.Select(layer => layer.Type);

    private void Picture(Made source)
    {
        var types = source.Channels == 3 && _random.Next(4) == 0 ? OfColors : OfPictures;
        var (type, arguments) = types[_random.Next(types.Length)];
        _made.Add(source with { Name = Line(type, arguments, [source]) });
    }

    private void Scale(Made source)
    {
        var (type, arguments) = _random.Next(3) switch
        {
            0 => ("RandomCrop", $"[{source.Height}, {source.Width}]"),
            1 when IsExact => ("AutoContrast", "{}"), // which would enlarge what rounding does to a channel of nearly one value
            _ => ("LayerScale", $"[0.5, {source.Channels}]"),
        };
        IsExact &= type != "AutoContrast";
        _made.Add(source with { Name = Line(type, arguments, [source]) });
    }

    private void AddScaled(Made source)
    {
        if (Alike(source, channels: true).LastOrDefault() is { } other)
        {
            _made.Add(source with { Name = Line("CustomScaleLayer", "0.5", [source, other]), Depth = Math.Max(source.Depth, other.Depth) });
        }
    }
}
