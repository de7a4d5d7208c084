namespace ArchSpec.Plugins.Tests.Layers;

public sealed class SqueezeTests
{
    [Theory]
    [InlineData("{}", "[1, 1, 3]", "3")]
    [InlineData("{ axis: [1, 2] }", "[1, 1, 3]", "3")]
    [InlineData("{ axis: 1 }", "[1, 4, 3]", "4 × 3")]
    [InlineData("{ axis: -1 }", "[4, 1]", "4")]
    [InlineData("{}", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Squeeze: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axis: 2 }", "[1, 4, 3]", "axis 2 of its input 1 × 4 × 3 has another")]
    [InlineData("{ axis: 0 }", "[1, 3]", "axis 0 is no axis")]
    [InlineData("{}", "[1, 1]", "it leaves no axis of its input 1 × 1")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Squeeze: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("{ axis: 1 }", "[1, 3]", "0 1 2", 0)]
    [InlineData("{ axis: 2 }", "[3, 1]", "0 0 0", 1)]
    public void Channels_stay_where_the_last_axis_does(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- Squeeze: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
