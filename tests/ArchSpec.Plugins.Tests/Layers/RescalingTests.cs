namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RescalingTests
{
    [Theory]
    [InlineData("0.5", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[[1, 2, 3], 1]", "[null, null, 3]", "None × None × 3")]
    [InlineData("{ scale: [2], offset: [-1] }", "[4]", "4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Rescaling: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[3]", "scale")]
    [InlineData("{ scale: [1, 2] }", "[7, 8, 3]", "scale must be one number or 3, one for each channel of its input 7 × 8 × 3, received 2")]
    [InlineData("[1, [1, 2, 3]]", "[7, 8, 1]", "offset must be one number or 1")]
    [InlineData("{ scale: [[1, 2], [3, 4]] }", "[2]", "a number or a list of numbers")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- Rescaling: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Rescaling: { scale: 2, offset: [1] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void A_scale_for_each_channel_keeps_the_channels()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Rescaling: { scale: [1, 2, 3] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void An_offset_for_each_channel_keeps_the_channels()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Rescaling: { scale: 1, offset: [1, 2, 3] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }
}
