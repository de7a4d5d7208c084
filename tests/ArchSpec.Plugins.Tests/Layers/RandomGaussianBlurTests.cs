namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RandomGaussianBlurTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ factor: 0.5, kernel_size: [5, 5], sigma: 0.5 }", "[null, null, 4]", "None × None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RandomGaussianBlur: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[8, 3]", "the input must be H × W × C, received 8 × 3")]
    [InlineData("{ kernel_size: 4 }", "[7, 8, 3]", "kernel_size must be odd and the same in both directions, in which Keras's backends agree, received 4 × 4")]
    [InlineData("{ kernel_size: [3, 5] }", "[7, 8, 3]", "received 3 × 5")]
    [InlineData("{ sigma: 2 }", "[7, 8, 3]", "a number from 0 to 1, or a list of two numbers")]
    public void Bad_input_is_a_clear_error(string arguments, string input, string message) =>
        Assert.Contains(message, Assert.Single(LayerRun.Problems(input, $"- RandomGaussianBlur: {arguments}")).Message, StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- RandomGaussianBlur: {}"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
