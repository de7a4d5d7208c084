namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomTranslationTests
{
    [Theory]
    [InlineData("[0.1, [0, 0.5]]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[-1, 1, wrap, nearest, 3, 0, channels_last]", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomTranslation: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0.1", "[7, 8, 3]", "width_factor")]
    [InlineData("[0, 2]", "[7, 8, 3]", "a number from -1 to 1, or a list of two")]
    [InlineData("{ height_factor: 0.1, width_factor: 0, fill_mode: mirror }", "[7, 8, 3]", "one of reflect, wrap, constant, nearest")]
    [InlineData("{ height_factor: 0.1, width_factor: 0, interpolation: bicubic }", "[7, 8, 3]", "one of nearest, bilinear")]
    [InlineData("{ height_factor: 0.1, width_factor: 0 }", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomTranslation: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomTranslation: [0.1, 0]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
