namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SpatialDropout2DTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[1, channels_last, 7]", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- SpatialDropout2D: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.5", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("{ rate: 0.5, data_format: channels_first }", "[8, 8, 3]", "channels_last")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- SpatialDropout2D: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- SpatialDropout2D: 0.5"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
