using ArchSpec.Plugins.Tests.Layers;

namespace ArchSpec.Plugins.Tests.Families;

/// <summary>What holds for each layer that makes one value of all along some axes.</summary>
/// <param name="type">The layer's.</param>
public abstract class ReductionTests(string type)
{
    [Theory]
    [InlineData("{ axis: [1, 2] }", "[7, 8, 3]", "3")]
    [InlineData("{ axis: [1, 2], keepdims: true }", "[7, null, 3]", "1 × 1 × 3")]
    [InlineData("{ axis: -1 }", "[7, 8, 3]", "7 × 8")]
    [InlineData("{ axis: [3], keepdims: true }", "[7, 8, 3]", "7 × 8 × 1")]
    [InlineData("{ axis: 1 }", "[4, 5]", "5")]
    [InlineData("{ axis: 1, keepdims: true }", "[5]", "1")]
    public void Shape(string arguments, string input, string output) =>
        Assert.Equal(output, LayerRun.Last(input, $"- {type}: {arguments}").Output.ToString());

    [Theory]
    [InlineData("{ axis: 0 }", "[7, 8, 3]", "axis 0 is no axis of its input 7 × 8 × 3")]
    [InlineData("{ axis: [1, 2, 3] }", "[7, 8, 3]", "it leaves no axis behind the batch")]
    [InlineData("{ axis: [1, 1] }", "[7, 8, 3]", "names an axis twice")]
    [InlineData("{}", "[7, 8, 3]", "needs 'axis'")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- {type}: {arguments}")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("[1, 2]", "[5, 4, 3]", "0 1 2", 0)]
    [InlineData("[3]", "[5, 4, 3]", "0 0 0 0", 3)]
    public void Channels_stay_where_the_last_axis_does(string arguments, string input, string expected, int pinned)
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last(input, $"- {type}: {{ axis: {arguments} }}"));

        Assert.Equal(expected, string.Join(' ', output));
        Assert.Equal(pinned, log.Pinned.Count);
    }
}
