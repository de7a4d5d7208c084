namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomCropTests
{
    [Theory]
    [InlineData("[4, 5]", "[7, 8, 3]", "4 × 5 × 3")]
    [InlineData("{ height: 9, width: 9 }", "[null, null, 4]", "9 × 9 × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomCrop: {arguments}").Output.ToString());

    [Theory]
    [InlineData("[4, 5]", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("{ height: 0, width: 5 }", "[7, 8, 3]", "a whole number of at least 1")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomCrop: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomCrop: [4, 5]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
