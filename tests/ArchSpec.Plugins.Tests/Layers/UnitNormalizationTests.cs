namespace ArchSpec.Plugins.Tests.Layers;

public sealed class UnitNormalizationTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ axis: [1, 2, 3] }", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ axis: 1 }", "[5]", "5")]
    [InlineData("{}", "[7, null]", "7 × None")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- UnitNormalization: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axis: 4 }", "[7, 8, 3]", "axis 4 is no axis")]
    [InlineData("{ axis: [3, -1] }", "[7, 8, 3]", "axis names an axis twice")]
    [InlineData("{ axis: 0 }", "[5]", "axis 0 is no axis")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- UnitNormalization: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void It_keeps_all_channels_that_it_takes_the_length_of()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- UnitNormalization"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void It_lets_channels_go_that_it_takes_one_by_one()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- UnitNormalization: { axis: [1, 2] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
