namespace ArchSpec.Plugins.Tests.Layers;

public sealed class Cropping1DTests
{
    [Theory]
    [InlineData("", "[7, 3]", "5 × 3")]
    [InlineData("3", "[7, 3]", "1 × 3")]
    [InlineData("{ cropping: [2, 0] }", "[7, 3]", "5 × 3")]
    [InlineData("0", "[7, 3]", "7 × 3")]
    [InlineData("2", "[~, 3]", "None × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- Cropping1D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("4", "[8, 3]", "cropping 4 leaves nothing of its input 8 × 3")]
    [InlineData("[[1, 7]]", "[8, 3]", "cropping [1, 7] leaves nothing of its input 8 × 3")]
    [InlineData("{ cropping: [1, 2, 3] }", "[8, 3]", "received a list of 3 numbers")]
    [InlineData("{}", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- Cropping1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 3]", "- Cropping1D: { cropping: [0, 2] }")).Output);
}
