namespace ArchSpec.Plugins.Tests.Layers;

public sealed class PReLUTests
{
    [Theory]
    [InlineData("{}", "[7, 8, 3]", "alpha [7,8,3] 2")]
    [InlineData("{ shared_axes: [1, 2] }", "[null, null, 3]", "alpha [1,1,3] 2")]
    [InlineData("{ shared_axes: 3 }", "[7, 8, 3]", "alpha [7,8,1] ")]
    [InlineData("{ shared_axes: [1, 3] }", "[7, 8, 1]", "alpha [1,8,1] 2")]
    [InlineData("{}", "[5]", "alpha [5] 0")]
    public void Weights(string arguments, string input, string expected)
    {
        var node = LayerRun.Last(input, $"- PReLU: {arguments}");

        Assert.Equal(node.Inputs[0].Shape, node.Output);
        Assert.Equal([expected], node.Layer.Weights.Select(weight => $"{weight.Name} [{string.Join(',', weight.Shape)}] {weight.OutputAxis}"));
    }

    [Theory]
    [InlineData("{ shared_axes: [4] }", "[7, 8, 3]", "shared_axes 4 is no axis of its input 7 × 8 × 3; it must be 1 to 3, or -3 to -1")]
    [InlineData("{ shared_axes: [1, 1] }", "[7, 8, 3]", "names an axis twice")]
    [InlineData("{ shared_axes: [0] }", "[7]", "a whole number of at least 1")]
    [InlineData("{ shared_axes: [2] }", "[null, 8, 3]", "the size of an axis that is not in shared_axes must be known, received None × 8 × 3")]
    public void Bad_input_is_an_error(string arguments, string input, string message) => Assert.Contains(
        message,
        Assert.Single(LayerRun.Problems(input, $"- PReLU: {arguments}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Its_channels_are_those_of_its_input()
    {
        var (output, log) = LayerRun.Channels(LayerRun.Last("[8, 8, 3]", "- PReLU: { shared_axes: [1, 2] }"));

        Assert.Equal([0, 1, 2], output);
        Assert.Empty(log.Pinned);
    }
}
