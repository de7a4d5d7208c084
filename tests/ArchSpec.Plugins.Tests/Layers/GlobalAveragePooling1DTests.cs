namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GlobalAveragePooling1DTests
{
    [Theory]
    [InlineData("", "[7, 3]", "3")]
    [InlineData("{ keepdims: true }", "[7, 3]", "1 × 3")]
    [InlineData("", "[~, 3]", "3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- GlobalAveragePooling1D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{}", "[8, ~]", "the number of channels must be known")]
    [InlineData("{ keepdims: 1 }", "[8, 3]", "keepdims")]
    [InlineData("{}", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- GlobalAveragePooling1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 3]", "- GlobalAveragePooling1D: {}")).Output);
}
