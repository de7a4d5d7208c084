namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ExpandDimsTests
{
    [Theory]
    [InlineData("1", "[3]", "1 × 3")]
    [InlineData("-1", "[3]", "3 × 1")]
    [InlineData("2", "[4, 3]", "4 × 1 × 3")]
    [InlineData("-2", "[null, 3]", "None × 1 × 3")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- ExpandDims: {arguments}").Output.ToString());

    [Theory]
    [InlineData("0", "[3]", "axis must be 1 to 2, or -2 to -1, for its input 3, received 0")]
    [InlineData("3", "[3]", "received 3")]
    [InlineData("-3", "[3]", "received -3")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- ExpandDims: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1", "[3]", "0 1 2", 0)]
    [InlineData("-1", "[3]", "0", 3)]
    public void Channels_stay_where_the_last_axis_does(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- ExpandDims: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
