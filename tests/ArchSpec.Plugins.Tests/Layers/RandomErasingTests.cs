namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomErasingTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ factor: 0.5, scale: 0.1, fill_value: [1, 2, 3, 4] }", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomErasing: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("{ scale: -0.5 }", "[7, 8, 3]", "a number from 0 to 1, or a list of two numbers")]
    [InlineData("{ fill_value: [1, 2] }", "[7, 8, 3]", "fill_value must be one number or 3, one for each channel of its input 7 × 8 × 3, received 2")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomErasing: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomErasing: {}"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void It_keeps_the_channels_that_have_a_value_each() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomErasing: { fill_value: [1, 2, 3] }")).Log.Pinned);
}
