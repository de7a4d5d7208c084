namespace ArchSpec.Plugins.Tests.Layers;

public sealed class CenterCropTests
{
    [Theory]
    [InlineData("[3, 4]", "[7, 8, 3]", "3 × 4 × 3")]
    [InlineData("{ height: 9, width: 2 }", "[null, null, 4]", "9 × 2 × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- CenterCrop: {arguments}").Output.ToString());

    [Theory]
    [InlineData("[3, 4]", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("3", "[7, 8, 3]", "width")]
    [InlineData("{ height: 3, width: 0 }", "[7, 8, 3]", "a whole number of at least 1")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- CenterCrop: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- CenterCrop: [3, 4]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
