namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomInvertTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[0.5, [0, 1]]", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomInvert: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("-0.5", "[7, 8, 3]", "a number from 0 to 1, or a list of two numbers")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomInvert: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomInvert: {}"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
