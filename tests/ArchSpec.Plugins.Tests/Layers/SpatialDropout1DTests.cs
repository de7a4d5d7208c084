namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SpatialDropout1DTests
{
    [Theory]
    [InlineData("0.5", "[8, 3]", "8 × 3")]
    [InlineData("[1, 7]", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- SpatialDropout1D: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.5", "[3]", "the input must be L × C, received 3")]
    [InlineData("0.5", "[8, 8, 3]", "the input must be L × C, received 8 × 8 × 3")]
    [InlineData("2", "[8, 3]", "a number from 0 to 1")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- SpatialDropout1D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 3]", "- SpatialDropout1D: 0.5"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
