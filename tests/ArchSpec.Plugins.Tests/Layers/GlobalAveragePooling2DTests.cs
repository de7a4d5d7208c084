namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GlobalAveragePooling2DTests
{
    [Theory]
    [InlineData("", "16")]
    [InlineData("{ keepdims: true }", "1 × 1 × 16")]
    public void Shape(string arguments, string output) =>
        Assert.Equal(output, LayerRun.Last("[7, 8, 16]", $"- GlobalAveragePooling2D: {arguments}").Output.ToString());

    [Fact]
    public void It_takes_an_image() =>
        Assert.Contains("H × W × C", Assert.Single(LayerRun.Problems("[8]", "- GlobalAveragePooling2D")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GlobalAveragePooling2D")).Output);
}
