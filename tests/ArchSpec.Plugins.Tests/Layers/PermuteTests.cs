namespace ArchSpec.Plugins.Tests.Layers;

public sealed class PermuteTests
{
    [Theory]
    [InlineData("{ dims: [2, 1, 3] }", "[7, 8, 3]", "8 × 7 × 3")]
    [InlineData("{ dims: [3, 1, 2] }", "[7, null, 3]", "3 × 7 × None")]
    [InlineData("{ dims: [2, 1] }", "[4, 5]", "5 × 4")]
    [InlineData("{ dims: 1 }", "[5]", "5")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Permute: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ dims: [2, 1] }", "[7, 8, 3]", "dims must have each number from 1 to 3 once for its input 7 × 8 × 3, received [2, 1]")]
    [InlineData("{ dims: [1, 1, 2] }", "[7, 8, 3]", "received [1, 1, 2]")]
    [InlineData("{ dims: [0, 1] }", "[7, 8]", "a whole number of at least 1")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Permute: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[2, 1, 3]", "0 1 2", 0)]
    [InlineData("[3, 1, 2]", "0 0 0 0", 3)]
    public void Channels_stay_the_last_dimension_or_stay_all(string dims, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[5, 4, 3]", $"- Permute: {{ dims: {dims} }}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
