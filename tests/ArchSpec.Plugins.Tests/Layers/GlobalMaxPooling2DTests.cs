namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GlobalMaxPooling2DTests
{
    [Theory]
    [InlineData("", "[7, 8, 3]", "3")]
    [InlineData("{ keepdims: true }", "[7, 8, 3]", "1 × 1 × 3")]
    [InlineData("", "[~, ~, 3]", "3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- GlobalMaxPooling2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("{}", "[8, 8, ~]", "the number of channels must be known")]
    [InlineData("{ data_format: channels_first }", "[8, 8, 3]", "channels_first")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- GlobalMaxPooling2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GlobalMaxPooling2D: {}")).Output);
}
