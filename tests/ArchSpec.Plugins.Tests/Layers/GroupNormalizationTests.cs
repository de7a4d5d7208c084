namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GroupNormalizationTests
{
    [Theory]
    [InlineData("{ groups: 3 }", "[7, 8, 6]", "7 × 8 × 6")]
    [InlineData("{ groups: -1 }", "[5]", "5")]
    [InlineData("{ groups: 2, axis: 1 }", "[4, null, 3]", "4 × None × 3")]
    [InlineData("{}", "[null, null, 64]", "None × None × 64")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- GroupNormalization: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{}", "[7, 8, 3]", "groups 32 must divide the 3 channels of axis -1, or be -1 for 3 groups")]
    [InlineData("{ groups: 0 }", "[5]", "groups 0 must divide")]
    [InlineData("{ groups: -2 }", "[5]", "a whole number of at least -1")]
    [InlineData("{ groups: 1, axis: 3 }", "[7, 5]", "axis 3 is no axis")]
    [InlineData("{ groups: 1 }", "[7, null]", "the size of axis -1 must be known")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- GroupNormalization: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ groups: 1 }", "gamma 3 0, beta 3 0")]
    [InlineData("{ groups: -1 }", "gamma 3 0, beta 3 0")]
    [InlineData("{ groups: -1, axis: 1, center: false }", "gamma 8")]
    public void Weights(string arguments, string expected) => Assert.Equal(
        expected,
        string.Join(", ", LayerRun.Last("[8, 8, 3]", $"- GroupNormalization: {arguments}").Layer.Weights.Select(weight => $"{weight.Name} {weight.Shape[0]} {weight.OutputAxis}".TrimEnd())));

    [Fact]
    public void It_keeps_the_channels_of_its_groups()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GroupNormalization: { groups: 3 }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal([0, 1, 2], log.Pinned);
    }

    [Fact]
    public void It_lets_channels_go_that_are_a_group_each()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- GroupNormalization: { groups: -1 }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
