namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomFlipTests
{
    [Theory]
    [InlineData("horizontal", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{}", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomFlip: {arguments}").Output.ToString());

    [Theory]
    [InlineData("vertical", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("diagonal", "[7, 8, 3]", "one of horizontal, vertical, horizontal_and_vertical")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomFlip: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomFlip: vertical"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
