namespace ArchSpec.Plugins.Tests.Layers;

public sealed class UpSampling2DTests
{
    [Theory]
    [InlineData("", "[7, 8, 3]", "14 × 16 × 3")]
    [InlineData("3", "[7, 8, 3]", "21 × 24 × 3")]
    [InlineData("{ size: [2, 3], interpolation: lanczos5 }", "[7, 8, 3]", "14 × 24 × 3")]
    [InlineData("2", "[~, 8, 3]", "None × 16 × 3")]
    public void Shape(string arguments, string input, string output)
    {
        var node = LayerRun.Last(input, $"- UpSampling2D: {arguments}");

        Assert.Equal((output, 0, 0), (node.Output.ToString(), node.Layer.Parameters, node.Flops));
    }

    [Theory]
    [InlineData("0", "[8, 8, 3]", "size")]
    [InlineData("{ interpolation: area }", "[8, 8, 3]", "interpolation")]
    [InlineData("{ data_format: channels_first }", "[8, 8, 3]", "channels_first")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void What_it_cannot_take(string arguments, string input, string part) =>
        Assert.Contains(part, Assert.Single(LayerRun.Problems(input, $"- UpSampling2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- UpSampling2D: { size: 2, interpolation: bicubic }")).Output);
}
