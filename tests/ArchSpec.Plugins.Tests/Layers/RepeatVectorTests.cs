namespace ArchSpec.Plugins.Tests.Layers;

public sealed class RepeatVectorTests
{
    [Theory]
    [InlineData("3", "[5]", "3 × 5")]
    [InlineData("{ n: 1 }", "[null]", "1 × None")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- RepeatVector: {arguments}").Output.ToString());

    [Theory]
    [InlineData("2", "[4, 5]", "the input must be one row of values, received 4 × 5")]
    [InlineData("0", "[5]", "a whole number of at least 1")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- RepeatVector: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input() =>
        Assert.Equal([0, 1, 2], LayerRun.Channels(LayerRun.Last("[3]", "- RepeatVector: 4")).Output);
}
