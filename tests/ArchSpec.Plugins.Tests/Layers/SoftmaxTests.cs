namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SoftmaxTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ axis: [1, 2] }", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("1", "[null]", "None")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Softmax: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axis: 0 }", "[5]", "axis 0 is no axis")]
    [InlineData("{ axis: [1, -1] }", "[5]", "axis names an axis twice")]
    [InlineData("{ axis: 4 }", "[7, 8, 3]", "axis 4 is no axis of its input 7 × 8 × 3")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Softmax: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void It_keeps_all_channels_that_it_sums_over()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Softmax"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void It_lets_channels_go_that_it_does_not_sum_over()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- Softmax: { axis: [1, 2] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
