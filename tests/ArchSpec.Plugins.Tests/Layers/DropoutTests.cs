namespace ArchSpec.Plugins.Tests.Layers;

public sealed class DropoutTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ rate: 0 }", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Dropout: {arguments}").Output.ToString());

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Dropout: 0.5")).Output);
}
