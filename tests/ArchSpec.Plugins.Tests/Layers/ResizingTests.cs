namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ResizingTests
{
    [Theory]
    [InlineData("[3, 4]", "[7, 8, 3]", "3 × 4 × 3")]
    [InlineData("{ height: 9, width: 2, interpolation: lanczos5 }", "[null, null, 4]", "9 × 2 × 4")]
    [InlineData("[3, 4, area, false, true, constant, 0.5, true, channels_last]", "[7, 8, null]", "3 × 4 × None")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Resizing: {arguments}").Output.ToString());

    [Theory]
    [InlineData("[3, 4]", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("[3, 4, gaussian]", "[7, 8, 3]", "one of bilinear, nearest, bicubic, area, lanczos3, lanczos5")]
    [InlineData("[0, 4]", "[7, 8, 3]", "a whole number of at least 1")]
    [InlineData("{ height: 3, width: 4, crop_to_aspect_ratio: true, pad_to_aspect_ratio: true }", "[7, 8, 3]", "crop_to_aspect_ratio and pad_to_aspect_ratio cannot both be true")]
    [InlineData("{ height: 3, width: 4, fill_mode: reflect }", "[7, 8, 3]", "one of constant")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- Resizing: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Resizing: [3, 4]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
