namespace ArchSpec.Plugins.Tests.Layers;

public sealed class LeakyReLUTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("0.05", "[5]", "5")]
    [InlineData("{ negative_slope: -1 }", "[5, 4]", "5 × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- LeakyReLU: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ negative_slope: null }", "[5]", "a number")]
    [InlineData("{ alpha: 0.1 }", "[5]", "alpha")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- LeakyReLU: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- LeakyReLU"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
