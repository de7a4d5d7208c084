namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomSaturationTests
{
    [Theory]
    [InlineData("0.2", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[[0.4, 0.6], [0, 1]]", "[null, null, 3]", "None × None × 3")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomSaturation: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.2", "[7, 8, 4]", "the input must be H × W × 3, red, green and blue, received 7 × 8 × 4")]
    [InlineData("-1.5", "[7, 8, 3]", "a number from -1 to 1, or a list of two numbers")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomSaturation: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void It_keeps_the_three_channels_of_a_picture()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomSaturation: 0.2"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }
}
