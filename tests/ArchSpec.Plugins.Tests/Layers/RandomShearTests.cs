namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomShearTests
{
    [Theory]
    [InlineData("0.2", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ x_factor: [-0.1, 0.2], y_factor: 0.3, fill_mode: wrap }", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomShear: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.2", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("1.5", "[7, 8, 3]", "a number from -1 to 1, or a list of two")]
    [InlineData("{ fill_mode: mirror }", "[7, 8, 3]", "one of reflect, wrap, constant, nearest")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomShear: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomShear: 0.2"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
