namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomColorJitterTests
{
    [Theory]
    [InlineData("{ brightness_factor: 0.2, hue_factor: 0.1 }", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ contrast_factor: [0.1, 0.2] }", "[null, null, 4]", "None × None × 4")]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomColorJitter: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ hue_factor: 0.1 }", "[7, 8, 4]", "the input must be H × W × 3, red, green and blue, received 7 × 8 × 4")]
    [InlineData("{ saturation_factor: 0.1 }", "[7, 8, 4]", "the input must be H × W × 3, red, green and blue, received 7 × 8 × 4")]
    [InlineData("{ contrast_factor: -1 }", "[7, 8, 3]", "a number from 0 to 1, or a list of two, or null")]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomColorJitter: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void It_keeps_the_three_channels_of_a_picture()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomColorJitter: { hue_factor: 0.1 }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void Brightness_and_contrast_keep_no_channel() =>
        Assert.Empty(LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomColorJitter: { brightness_factor: 0.1, contrast_factor: 0.1 }")).Log.Pinned);
}
