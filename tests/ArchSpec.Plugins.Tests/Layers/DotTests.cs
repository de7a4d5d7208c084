namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DotTests
{
    [Theory]
    [InlineData("axes: 1", "[5]", "[5]", "1", 10)]
    [InlineData("axes: [1, 2]", "[3, 5]", "[10, 3]", "5 × 10", 300)]
    [InlineData("axes: 2", "[4, 5]", "[6, 5]", "4 × 6", 240)]
    [InlineData("axes: -1", "[7, 8, 3]", "[3]", "7 × 8", 336)]
    [InlineData("axes: [3, 1]", "[7, 8, 3]", "[3, 4]", "7 × 8 × 4", 1344)]
    [InlineData("axes: [-2, 1], normalize: true", "[7, 8, 3]", "[8]", "7 × 3", 336)]
    [InlineData("axes: 2", "[null, 5]", "[6, 5]", "None × 6", 0)]
    public void Shape(string arguments, string first, string second, string output, long flops)
    {
        var node = LayerRun.Merge("Dot", arguments, first, second);

        Assert.Equal(output, node.Output.ToString());
        Assert.Equal(flops, node.Flops);
    }

    [Theory]
    [InlineData("axes: 1", "[5]", "[4]", "its inputs must have one size along axes [1], received 5 and 4")]
    [InlineData("axes: 0", "[5]", "[5]", "axes 0 is no axis of its input 5")]
    [InlineData("axes: [1, 2]", "[5]", "[5]", "axes 2 is no axis of its input 5")]
    [InlineData("axes: [1, 1, 1]", "[5]", "[5]", "axes must be one axis or two, received 3")]
    [InlineData("", "[5]", "[5]", "axes")]
    public void Bad_input_is_an_error(string arguments, string first, string second, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.MergeProblems("Dot", arguments, first, second)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Three_inputs_are_too_many() => Assert.Contains(
        "two inputs",
        Assert.Single(LayerRun.MergeProblems("Dot", "axes: 1", "[5]", "[5]", "[5]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void It_keeps_all_channels()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("Dot", "axes: [1, 2]", "[3, 2]", "[4, 3]"));

        Assert.Equal([0, 0, 0, 0], output);
        Assert.Equal([0, 1, 2, 3, 4], log.Pinned);
    }
}
