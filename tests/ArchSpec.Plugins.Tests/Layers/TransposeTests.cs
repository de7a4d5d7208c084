namespace ArchSpec.Plugins.Tests.Layers;

public sealed class TransposeTests
{
    [Theory]
    [InlineData("{ axes: [0, 2, 1, 3] }", "[7, 8, 3]", "8 × 7 × 3")]
    [InlineData("{ axes: [0, 3, 1, 2] }", "[7, null, 3]", "3 × 7 × None")]
    [InlineData("{ axes: [0, 2, 1] }", "[4, 5]", "5 × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Transpose: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axes: [1, 0, 2] }", "[7, 8]", "axes must begin with 0 and have each number to 2 once for its input 7 × 8, received [1, 0, 2]")]
    [InlineData("{ axes: [0, 1] }", "[7, 8, 3]", "received [0, 1]")]
    [InlineData("{ axes: [0, -1, 1] }", "[7, 8]", "a whole number of at least 0")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Transpose: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ axes: [0, 2, 1, 3] }", "[5, 4, 3]", "0 1 2", 0)]
    [InlineData("{ axes: [0, 3, 1, 2] }", "[5, 4, 3]", "0 0 0 0", 3)]
    public void Channels_stay_where_the_last_axis_does(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- Transpose: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
