namespace ArchSpec.Plugins.Tests.Layers;

public sealed class AveragePooling2DTests
{
    [Theory]
    [InlineData("2", "[7, 8, 3]", "3 × 4 × 3")]
    [InlineData("", "[8, 8, 3]", "4 × 4 × 3")]
    [InlineData("{ pool_size: 3, strides: 2, padding: same }", "[7, 8, 3]", "4 × 4 × 3")]
    [InlineData("{ pool_size: [3, 2], strides: [2, 3] }", "[9, 7, 3]", "4 × 2 × 3")]
    [InlineData("{ pool_size: 3, padding: same }", "[~, 8, 3]", "None × 3 × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- AveragePooling2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("2", "[1, 8, 3]", "pool_size 2 × 2 does not fit into its input 1 × 8 × 3")]
    [InlineData("{ strides: 0 }", "[8, 8, 3]", "strides")]
    [InlineData("{ data_format: channels_first }", "[8, 8, 3]", "channels_first")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- AveragePooling2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- AveragePooling2D: 2")).Output);
}
