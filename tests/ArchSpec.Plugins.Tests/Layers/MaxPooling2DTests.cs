namespace ArchSpec.Plugins.Tests.Layers;

public sealed class MaxPooling2DTests
{
    [Theory]
    [InlineData("2", "[7, 8, 3]", "3 × 4 × 3")]
    [InlineData("", "[8, 8, 3]", "4 × 4 × 3")]
    [InlineData("{ pool_size: 3, strides: 2, padding: same }", "[7, 8, 3]", "4 × 4 × 3")]
    [InlineData("{ pool_size: 3, strides: 1, padding: same }", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ pool_size: [3, 2] }", "[7, 8, 3]", "2 × 4 × 3")]
    [InlineData("[3, 1]", "[7, 8, 3]", "5 × 6 × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- MaxPooling2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("[1, 8, 3]", "pool_size 2 × 2 does not fit into its input 1 × 8 × 3")]
    [InlineData("[8]", "the input must be H × W × C")]
    public void What_it_cannot_take(string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, "- MaxPooling2D: 2")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- MaxPooling2D: 2")).Output);
}
