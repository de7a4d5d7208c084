namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ConcatenateTests
{
    [Theory]
    [InlineData("[8, 8, 3]", "8 × 8 × 8")]
    [InlineData("[3]", "8")]
    public void Shape(string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, "- branches: [[], [Dense: 5]]").Output.ToString());

    [Fact]
    public void Its_inputs_differ_in_nothing_but_their_channels() => Assert.Contains(
        "received 8 × 8 × 3 and 192",
        Assert.Single(LayerRun.Problems("[8, 8, 3]", "- branches: [[], [Flatten]]")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_inputs_in_a_row() =>
        Assert.Equal([0, 1, 2, 3, 4], LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- branches: [[], [Dense: 2]]")).Output);
}
