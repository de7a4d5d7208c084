namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomZoomTests
{
    [Theory]
    [InlineData("0.1", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[[-0.5, 0.5], 0.2, wrap, nearest, 3, 0, channels_last]", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomZoom: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ height_factor: [-1.5, 0] }", "[7, 8, 3]", "a number from -1 to 1, or a list of two")]
    [InlineData("{ height_factor: 0, width_factor: 2 }", "[7, 8, 3]", "a number from -1 to 1, or a list of two, or null")]
    [InlineData("{ height_factor: 0.1, fill_mode: mirror }", "[7, 8, 3]", "one of reflect, wrap, constant, nearest")]
    [InlineData("{ height_factor: 0.1, interpolation: bicubic }", "[7, 8, 3]", "one of nearest, bilinear")]
    [InlineData("{ height_factor: 0.1 }", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomZoom: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomZoom: 0.1"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
