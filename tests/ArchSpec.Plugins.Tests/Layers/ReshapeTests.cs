namespace ArchSpec.Plugins.Tests.Layers;

public sealed class ReshapeTests
{
    [Theory]
    [InlineData("{ target_shape: 24 }", "[3, 4, 2]", "24")]
    [InlineData("{ target_shape: [-1] }", "[3, 4, 2]", "24")]
    [InlineData("{ target_shape: [1, 1, -1] }", "[8]", "1 × 1 × 8")]
    [InlineData("{ target_shape: [6, 8] }", "[4, 4, 3]", "6 × 8")]
    [InlineData("{ target_shape: [-1, 4, 1] }", "[3, 4, 2]", "6 × 4 × 1")]
    [InlineData("{ target_shape: [-1, 3] }", "[null, null, 3]", "None × 3")]
    [InlineData("{ target_shape: [2, 2, 2, 3] }", "[24]", "2 × 2 × 2 × 3")]
    [InlineData("{ target_shape: [8, 3] }", "[null, 3]", "8 × 3")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- Reshape: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ target_shape: [5, 5] }", "[3, 4, 2]", "target_shape [5, 5] does not have the 24 values of its input 3 × 4 × 2")]
    [InlineData("{ target_shape: [5, -1] }", "[3, 4, 2]", "target_shape [5, -1] does not have the 24 values")]
    [InlineData("{ target_shape: [-1, -1] }", "[8]", "-1 once at most, received [-1, -1]")]
    [InlineData("{ target_shape: [0, -1] }", "[8]", "sizes of at least 1")]
    [InlineData("{ target_shape: [-2] }", "[8]", "a whole number of at least -1")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- Reshape: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[1, 1, -1]", "[3]", "0 1 2", "")]
    [InlineData("[-1]", "[2, 2, 3]", "0 1 2 0 1 2 0 1 2 0 1 2", "")]
    [InlineData("[2, -1]", "[2, 2, 3]", "0 1 2 0 1 2", "")]
    [InlineData("[1, 1, 3]", "[3]", "0 1 2", "")]
    [InlineData("[3, -1]", "[2, 3]", "0 0", "0 1 2")]
    [InlineData("[2, 2, -1]", "[2, 4]", "0 0", "0 1 2 3")]
    public void Channels_go_only_where_the_shape_allows_it(string target, string input, string expected, string pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- Reshape: {{ target_shape: {target} }}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, string.Join(' ', log.Pinned));
    }
}
