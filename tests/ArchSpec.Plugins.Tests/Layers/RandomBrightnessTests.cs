namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomBrightnessTests
{
    [Theory]
    [InlineData("0.2", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[[-2, 0.1], [0, 1], 7]", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomBrightness: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.2", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("1.5", "[7, 8, 3]", "a number from -1 to 1, or a list of two numbers")]
    [InlineData("{ factor: 0.1, value_range: 1 }", "[7, 8, 3]", "a list of two numbers")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomBrightness: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomBrightness: 0.2"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
