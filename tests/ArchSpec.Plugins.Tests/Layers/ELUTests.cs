namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ELUTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("0.5", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- ELU: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ alpha: x }", "[5]", "a number")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- ELU: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- ELU"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
