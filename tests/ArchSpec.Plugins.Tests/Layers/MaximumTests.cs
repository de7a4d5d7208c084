namespace ArchSpec.Plugins.Tests.Layers;

public sealed class MaximumTests
{
    [Theory]
    [InlineData("[8, 8, 3]", "[8, 8, 3]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[1, 1, 3]", "8 × 8 × 3")]
    [InlineData("[1, 1, 3]", "[8, 8, 3]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[8, 8, 1]", "8 × 8 × 3")]
    [InlineData("[8, 8, 3]", "[3]", "8 × 8 × 3")]
    [InlineData("[8, 3]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("[8, 1, 3]", "[1, 8, 1]", "8 × 8 × 3")]
    [InlineData("[null, 8, 3]", "[4, 8, 3]", "None × 8 × 3")]
    [InlineData("[null, 8, 3]", "[3]", "None × 8 × 3")]
    [InlineData("[5]", "[1]", "5")]
    [InlineData("[4, 5]", "[4, 5]", "4 × 5")]
    public void Shape(string first, string second, string output) =>
        Assert.Equal(output, LayerRun.Merge("Maximum", "", first, second).Output.ToString());

    [Theory]
    [InlineData("", "[8, 8, 3]", "[8, 8, 2]", "must match from the last dimension on, or be 1 there, received 8 × 8 × 3 and 8 × 8 × 2")]
    [InlineData("", "[8, 8, 3]", "[8]", "received 8 × 8 × 3 and 8")]
    [InlineData("value: 2", "[5]", "[5]", "one input")]
    public void Bad_input_is_an_error(string arguments, string first, string second, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.MergeProblems("Maximum", arguments, first, second)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_united_position_by_position()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("Maximum", "", "[8, 8, 3]", "[3]"));

        Assert.Equal([0, 1, 2], output);
        Assert.Equal(2, log.United);
        Assert.Empty(log.Pinned);
    }

    [Fact]
    public void A_channel_that_is_repeated_stays()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Merge("Maximum", "", "[8, 8, 1]", "[8, 8, 3]"));

        Assert.Equal([1, 2, 3], output);
        Assert.Equal(1, log.United);
        Assert.Equal([0], log.Pinned);
    }
}
