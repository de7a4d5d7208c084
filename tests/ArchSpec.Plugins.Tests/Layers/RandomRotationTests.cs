namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomRotationTests
{
    [Theory]
    [InlineData("0.1", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ factor: [-2, 3], fill_value: -1, fill_mode: constant }", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomRotation: {arguments}").Output.ToString());

    [Theory]
    [InlineData("1.5", "[7, 8, 3]", "a number from -1 to 1, or a list of two numbers")]
    [InlineData("{ factor: [1] }", "[7, 8, 3]", "a number from -1 to 1, or a list of two numbers")]
    [InlineData("{ factor: 0.1, fill_mode: mirror }", "[7, 8, 3]", "one of reflect, wrap, constant, nearest")]
    [InlineData("{ factor: 0.1, interpolation: bicubic }", "[7, 8, 3]", "one of nearest, bilinear")]
    [InlineData("{ factor: 0.1 }", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomRotation: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomRotation: 0.1"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
