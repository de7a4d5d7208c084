namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ClipTests
{
    [Theory]
    [InlineData("[0, 1]", "[7, 8, 3]", "7 × 8 × 3")]
    [InlineData("{ x_min: -1.5, x_max: 2 }", "[null, 4]", "None × 4")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Clip: {arguments}").Output.ToString());

    [Theory]
    [InlineData("[1, 0]", "[5]", "x_min must not be above x_max, received 1 and 0")]
    [InlineData("1", "[5]", "needs 'x_max'")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Clip: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[0, 1]", "[8, 8, 3]", "0 1 2", 0)]
    public void Its_channels_are_those_of_its_input(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- Clip: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
