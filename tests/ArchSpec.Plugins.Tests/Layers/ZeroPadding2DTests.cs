namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ZeroPadding2DTests
{
    [Theory]
    [InlineData("", "[7, 8, 3]", "9 × 10 × 3")]
    [InlineData("3", "[7, 8, 3]", "13 × 14 × 3")]
    [InlineData("{ padding: [1, 2] }", "[7, 8, 3]", "9 × 12 × 3")]
    [InlineData("{ padding: [[0, 1], [2, 0]] }", "[7, 8, 3]", "8 × 10 × 3")]
    [InlineData("0", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("2", "[~, 8, ~]", "None × 12 × None")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- ZeroPadding2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{ padding: -1 }", "[8, 8, 3]", "padding")]
    [InlineData("{ padding: [1, 2, 3] }", "[8, 8, 3]", "padding")]
    [InlineData("{ padding: 1, data_format: channels_first }", "[8, 8, 3]", "channels_first")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- ZeroPadding2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- ZeroPadding2D: { padding: [[0, 1], [2, 0]] }")).Output);
}
