namespace ArchSpec.Plugins.Tests.Layers;

public sealed class UpSampling1DTests
{
    [Theory]
    [InlineData("", "[7, 3]", "14 × 3")]
    [InlineData("3", "[7, 3]", "21 × 3")]
    [InlineData("2", "[~, 3]", "None × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- UpSampling1D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("0", "[8, 3]", "size")]
    [InlineData("{ size: [2, 2] }", "[8, 3]", "size")]
    [InlineData("{}", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- UpSampling1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 3]", "- UpSampling1D: 3")).Output);
}
