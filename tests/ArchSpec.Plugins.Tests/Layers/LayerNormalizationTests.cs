namespace ArchSpec.Plugins.Tests.Layers;

public sealed class LayerNormalizationTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ axis: [1, 2, 3] }", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ axis: 1 }", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- LayerNormalization: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axis: 4 }", "[7, 8, 3]", "axis 4 is no axis")]
    [InlineData("{ axis: [3, -1] }", "[7, 8, 3]", "axis names an axis twice")]
    [InlineData("{ axis: 0 }", "[5]", "axis 0 is no axis")]
    [InlineData("{}", "[7, 8, null]", "the size of axis -1 must be known")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- LayerNormalization: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", "[7, 8, 3]", "gamma [3], beta [3]")]
    [InlineData("{ axis: [3, 1] }", "[7, null, 3]", "gamma [3,7], beta [3,7]")]
    [InlineData("{ scale: false }", "[5]", "beta [5]")]
    [InlineData("{ center: false, axis: -2 }", "[4, 5]", "gamma [4]")]
    [InlineData("{ scale: false, rms_scaling: true }", "[5]", "gamma [5]")]
    [InlineData("{ scale: false, center: false }", "[5]", "")]
    public void Weights(string arguments, string input, string expected) => Assert.Equal(
        expected,
        string.Join(", ", LayerRun.Last(input, $"- LayerNormalization: {arguments}").Layer.Weights.Select(weight => $"{weight.Name} [{string.Join(',', weight.Shape)}]")));

    [Fact]
    public void It_keeps_all_channels_that_it_takes_the_mean_over()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- LayerNormalization"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void It_lets_channels_go_that_it_takes_one_by_one()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- LayerNormalization: { axis: [1, 2] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
