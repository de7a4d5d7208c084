using System.Text.RegularExpressions;
using ArchSpec.Core.Tests.Oracle;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Summary;

namespace ArchSpec.Core.Tests.Summary;

/// <summary>The arguments of <c>model.summary()</c>, on a terminal wide enough for all of them.</summary>
public partial class KerasArgumentTests
{
    private const int Columns = 200;

    private static readonly (string Name, string Type, int Size, int Channels, int Weights)[] Chain =
    [
        ("input_layer", "InputLayer", 32, 3, 0),
        ("block1_conv", "Conv2D", 32, 4, 112),
        ("block1_pool", "MaxPooling2D", 16, 4, 0),
        ("block2_conv", "Conv2D", 16, 8, 296),
        ("block2_pool", "MaxPooling2D", 8, 8, 0),
        ("block3_conv", "Conv2D", 8, 12, 876),
        ("block3_pool", "MaxPooling2D", 4, 12, 0),
        ("flatten", "Flatten", 0, 192, 0),
        ("fc", "Dense", 0, 2, 386),
    ];

    private static readonly Network Ranges = MakeRanges();

    public static TheoryData<string> LineLengths =>
        [.. Directory.GetFiles(OracleFile.PathOf("arguments"), "line_length_*.txt").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Fact]
    public void No_arguments() => Compare("all.txt", new());

    [Theory, MemberData(nameof(LineLengths))]
    public void Line_lengths(string file) => Compare(
        $"{file}.txt",
        new() { LineLength = int.Parse(Digits().Match(file).Value), ShowTrainable = file.EndsWith("_trainable", StringComparison.Ordinal) });

    [Theory]
    [InlineData("block2", "block2", "layer_range_block2.txt")]
    [InlineData("block1_pool", "block3_conv", "layer_range_mid.txt")]
    [InlineData(".*conv", ".*pool", "layer_range_regex.txt")]
    [InlineData("block3", "block1", "layer_range_rev.txt")]
    public void Layer_ranges(string from, string to, string file) => Compare(file, new() { LayerRange = new(from, to) });

    [Fact]
    public void Positions() => Compare("positions.txt", new() { Positions = [.5, .75, 1.0], LineLength = 100 });

    [Fact]
    public void Positions_in_cells_are_the_same() => Compare("positions.txt", new() { Positions = [50, 75, 100], LineLength = 100 });

    [Fact]
    public void A_line_too_short() => Refuses("error_line_length_10.txt", new() { LineLength = 10 });

    [Fact]
    public void A_range_that_nothing_matches() => Refuses("error_layer_range_nope.txt", new() { LayerRange = new("nope", "fc") });

    [Fact]
    public void A_range_that_is_no_expression()
    {
        var error = Assert.Throws<SummaryException>(() => Render(new() { LayerRange = new("(", "fc") }));

        Assert.StartsWith("The layer range has an invalid regular expression, received '('", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_too_few()
    {
        var error = Assert.Throws<SummaryException>(() => Render(new() { Positions = [.5, 1.0] }));

        Assert.Equal("The table has 3 columns and needs a position for each, received 2.", error.Message);
    }

    private static void Compare(string file, SummaryOptions options)
    {
        var text = OracleFile.Text("arguments", file);
        Assert.Equal(text[text.IndexOf("Model: ", StringComparison.Ordinal)..].TrimEnd('\n'), Render(options).TrimEnd('\n'));
    }

    private static void Refuses(string file, SummaryOptions options)
    {
        var error = Assert.Throws<SummaryException>(() => Render(options));

        Assert.Equal(OracleFile.Text("arguments", file)["ValueError('".Length..^"')".Length], error.Message);
    }

    private static string Render(SummaryOptions options) => KerasSummary.Render(Ranges, options with { Columns = Columns });

    private static Network MakeRanges()
    {
        var nodes = new List<Node>();
        foreach (var (name, type, size, channels, weights) in Chain)
        {
            var layer = new LayerInstance(name, type, SourceSpan.StartOf("oracle"))
            {
                Layer = type == "InputLayer" ? null : new OracleLayer(type),
                Weights = weights == 0 ? [] : [new WeightSpec("weight", [weights], Initializers.Zeros.WithDefaults)],
            };
            nodes.Add(new Node(layer, 0, nodes.Count == 0 ? [] : [new(nodes[^1], 0)], [size == 0 ? new(channels) : new(size, size, channels)]));
        }

        return new Network("ranges", ModelKind.Functional, [.. nodes], [new(nodes[0], 0)], [new(nodes[^1], 0)]);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
