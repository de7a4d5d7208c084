namespace ArchSpec.Plugins.Tests.Layers;

public sealed class MaxPooling1DTests
{
    [Theory]
    [InlineData("2", "[7, 3]", "3 × 3")]
    [InlineData("", "[8, 3]", "4 × 3")]
    [InlineData("{ pool_size: 3, strides: 2, padding: same }", "[7, 3]", "4 × 3")]
    [InlineData("{ pool_size: [3], strides: [1] }", "[7, 3]", "5 × 3")]
    [InlineData("{ pool_size: 3, padding: same }", "[~, 3]", "None × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- MaxPooling1D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("2", "[1, 3]", "pool_size 2 does not fit into its input 1 × 3")]
    [InlineData("{ padding: causal }", "[8, 3]", "padding")]
    [InlineData("{}", "[8, ~]", "the number of channels must be known")]
    [InlineData("{}", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- MaxPooling1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 3]", "- MaxPooling1D: 2")).Output);
}
