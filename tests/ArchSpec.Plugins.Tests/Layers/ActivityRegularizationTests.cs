namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ActivityRegularizationTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[0.1, 0.2]", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- ActivityRegularization: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ l1: -1 }", "[5]", "a number of at least 0")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- ActivityRegularization: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_penalty_has_its_factors()
    {
        var layer = LayerRun.Last("[5]", "- ActivityRegularization: { l1: 0.25, l2: 0.5 }").Layer;

        Assert.Equal("{ l1_l2: { l1: 0.25, l2: 0.5 } }", layer.Layer!.ActivityPenalty(layer.Arguments)!.ToString());
    }

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- ActivityRegularization"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
