namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ReLUTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ max_value: 6, negative_slope: 0.1, threshold: 1 }", "[null, 8, 3]", "None × 8 × 3")]
    [InlineData("[6, 0.1, 1]", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- ReLU: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ max_value: -1 }", "[5]", "ReLU: 'max_value' must be a number of at least 0, or null")]
    [InlineData("{ negative_slope: -0.1 }", "[5]", "a number of at least 0")]
    [InlineData("{ threshold: null }", "[5]", "a number of at least 0")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- ReLU: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- ReLU"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
