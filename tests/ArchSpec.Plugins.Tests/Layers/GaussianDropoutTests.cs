namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GaussianDropoutTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[0.1, 7]", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- GaussianDropout: {arguments}").Output.ToString());

    [Theory]
    [InlineData("1", "[3]", "at least 0 and below 1")]
    [InlineData("{ rate: 0.5, seed: 1.5 }", "[3]", "a whole number of at least 0, or null")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- GaussianDropout: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GaussianDropout: 0.5"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
