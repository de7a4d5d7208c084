namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GaussianNoiseTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[1, 7]", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- GaussianNoise: {arguments}").Output.ToString());

    [Theory]
    [InlineData("1.1", "[3]", "a number from 0 to 1")]
    [InlineData("{ seed: 5 }", "[3]", "stddev")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- GaussianNoise: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GaussianNoise: 0.5"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
