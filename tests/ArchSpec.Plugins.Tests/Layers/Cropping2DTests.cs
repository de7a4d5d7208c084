namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Cropping2DTests
{
    [Theory]
    [InlineData("", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("3", "[7, 8, 3]", "1 × 2 × 3")]
    [InlineData("{ cropping: [1, 2] }", "[7, 8, 3]", "5 × 4 × 3")]
    [InlineData("{ cropping: [[0, 1], [2, 0]] }", "[7, 8, 3]", "6 × 6 × 3")]
    [InlineData("2", "[~, 8, ~]", "None × 4 × None")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- Cropping2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("4", "[9, 8, 3]", "cropping 4 leaves nothing of its input 9 × 8 × 3")]
    [InlineData("{ cropping: [[3, 5], [0, 0]] }", "[8, 8, 3]", "leaves nothing of its input 8 × 8 × 3")]
    [InlineData("{ cropping: -1 }", "[8, 8, 3]", "cropping")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Cropping2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Cropping2D: { cropping: [[0, 1], [2, 0]] }")).Output);
}
