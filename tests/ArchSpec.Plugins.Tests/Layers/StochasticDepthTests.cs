namespace ArchSpec.Plugins.Tests.Layers;

public sealed class StochasticDepthTests
{
    [Theory]
    [InlineData("0.2", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ drop_path_rate: 0 }", "[null, 4]", "None × 4")]
    [InlineData("0.2", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- StochasticDepth: {arguments}").Output.ToString());

    [Theory]
    [InlineData("1", "[7, 8, 3]", "a number")]
    [InlineData("-0.1", "[7, 8, 3]", "a number")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- StochasticDepth: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- StochasticDepth: 0.2"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
