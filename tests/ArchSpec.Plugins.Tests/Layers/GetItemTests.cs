namespace ArchSpec.Plugins.Tests.Layers;

public sealed class GetItemTests
{
    [Theory]
    [InlineData("\":, ::2, 1:, :2\"", "[7, 8, 3]", "4 × 7 × 2")]
    [InlineData("\"..., 0\"", "[7, 8, 3]", "7 × 8")]
    [InlineData("\":, 0\"", "[7, 8, 3]", "8 × 3")]
    [InlineData("\"[:, -3:-1]\"", "[7, 8]", "2 × 8")]
    [InlineData("\"..., ::-1\"", "[7, 3]", "7 × 3")]
    [InlineData("\":, None\"", "[3]", "1 × 3")]
    [InlineData("\"..., None\"", "[null, 3]", "None × 3 × 1")]
    [InlineData("\":\"", "[5]", "5")]
    [InlineData("\":, 5:0:-2\"", "[9]", "3")]
    [InlineData("\":, -100:100\"", "[9]", "9")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- GetItem: {arguments}").Output.ToString());

    [Theory]
    [InlineData("\"0\"", "[7, 3]", "key must begin with ':' or '...', for all samples of the batch, received '0'")]
    [InlineData("\":, 7\"", "[7, 3]", "key takes index 7 of an axis of the size 7")]
    [InlineData("\":, 3:3\"", "[7, 3]", "key takes nothing of an axis of the size 7")]
    [InlineData("\":, a\"", "[7, 3]", "key must be what stands in the brackets")]
    [InlineData("\":, ::0\"", "[7, 3]", "key must be what stands in the brackets")]
    [InlineData("\":, :, :, :\"", "[7, 3]", "at most one '...' and 3 axes with the batch")]
    [InlineData("\"..., ...\"", "[7, 3]", "at most one '...'")]
    [InlineData("\":, 0\"", "[5]", "key leaves no axis of its input 5")]
    [InlineData("\":, 1:\"", "[null, 3]", "the size of an axis that is cut must be known")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- GetItem: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("\":, ::2\"", "[5, 3]", "0 1 2", 0)]
    [InlineData("\"..., 2:0:-1\"", "[5, 3]", "2 1", 3)]
    [InlineData("\"..., 1\"", "[5, 3]", "0 0 0 0 0", 3)]
    [InlineData("\"..., None\"", "[5, 3]", "0", 3)]
    public void Channels_stay_where_the_last_axis_does(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- GetItem: {arguments}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
